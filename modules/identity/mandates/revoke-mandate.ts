import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { askingGiver } from './asking-giver.ts';
import { isOwnMandate } from './is-own-mandate.ts';
import { lockMandate } from './sql/select-mandates.ts';
import { setMandatesRevoked } from './sql/set-mandates-revoked.ts';

/**
 * Ends a mandate at once, and all that was passed on from it: by who gave it, who holds it, who passed it
 * on, or who represents the organisation that gave it. Ending it again changes nothing. Refuses `mandate-unknown`.
 */
export async function revokeMandate(context: Context, id: string): Promise<void> {
  const asking = askingGiver(context);
  await context.db.transaction(async (db) => {
    const mandate = await lockMandate(db, id);
    if (!mandate || !(await isOwnMandate(db, mandate, asking)))
      throw new Refusal('mandate-unknown');
    const { giverId, giverOrganisationId } = mandate;
    const revoked = await setMandatesRevoked(db, id, context.clock.now());
    const act = 'identity.revoke-mandate';
    await writeAudit(
      db,
      revoked.map((one) => {
        const content = { mandate: one.id, holder: one.holderId };
        return makeAuditRecord(context, {
          ...{ act, content, subjectPersonId: giverId ?? undefined },
          organisationId: giverOrganisationId ?? undefined,
        });
      }),
    );
  });
}
