import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { askingGiver } from './asking-giver.ts';
import type { Mandate } from './mandate.ts';
import { findMandate, lockMandate } from './sql/select-mandates.ts';
import { setMandatesRevoked } from './sql/set-mandates-revoked.ts';

/**
 * Ends a mandate at once, and all that was passed on from it: by who gave it, who holds it, who passed it
 * on, or who represents the organisation that gave it. Ending it again changes nothing. Refuses `mandate-unknown`.
 */
export async function revokeMandate(context: Context, id: string): Promise<void> {
  const { personId, organisationId } = askingGiver(context);
  await context.db.transaction(async (db) => {
    const mandate = await lockMandate(db, id);
    if (!mandate) throw new Refusal('mandate-unknown');
    const { giverId, giverOrganisationId } = mandate;
    const isOwn =
      organisationId === null
        ? (await personsOf(db, mandate)).includes(personId)
        : giverOrganisationId === organisationId;
    if (!isOwn) throw new Refusal('mandate-unknown');
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

/** Who gave, holds and passed on a mandate. */
async function personsOf(
  db: Database,
  { giverId, holderId, passedFromId }: Mandate,
): Promise<(string | null | undefined)[]> {
  // Not locked: whoever revokes that one at the same time holds it, and waits for this.
  const passedFrom = passedFromId === null ? undefined : await findMandate(db, passedFromId);
  return [giverId, holderId, passedFrom?.holderId];
}
