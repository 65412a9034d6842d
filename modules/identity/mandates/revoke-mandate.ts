import { askingOneself } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findMandate, lockMandate } from './sql/select-mandates.ts';
import { setMandatesRevoked } from './sql/set-mandates-revoked.ts';

/**
 * Ends a mandate at once, and all that was passed on from it: by who gave it, who holds it, or who
 * passed it on. Ending it again changes nothing. Refuses `mandate-unknown`.
 */
export async function revokeMandate(context: Context, id: string): Promise<void> {
  const personId = askingOneself(context);
  await context.db.transaction(async (db) => {
    const mandate = await lockMandate(db, id);
    if (!mandate) throw new Refusal('mandate-unknown');
    const { giverId, holderId, passedFromId } = mandate;
    // Not locked: whoever revokes that one at the same time holds it, and waits for this.
    const passedBy = passedFromId && (await findMandate(db, passedFromId))?.holderId;
    if (![giverId, holderId, passedBy].includes(personId)) throw new Refusal('mandate-unknown');
    const revoked = await setMandatesRevoked(db, id, context.clock.now());
    const act = 'identity.revoke-mandate';
    await writeAudit(
      db,
      revoked.map((one) => {
        const content = { mandate: one.id, holder: one.holderId };
        return makeAuditRecord(context, { act, subjectPersonId: giverId, content });
      }),
    );
  });
}
