import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { recomputePersons } from '../recompute-entitlements.ts';
import { getGroupOfConsent } from './join-group.ts';
import { endMembership } from './sql/end-membership.ts';

/**
 * A person takes the consent back: from this day on, today when not stated, they are no member, and
 * have no relief by it. Refuses with `group-unknown`, `group-kept-by-list` and `not-a-member`.
 */
export async function leaveGroup(
  context: Context,
  { personId, group, on }: { personId: string; group: string; on?: Day },
): Promise<void> {
  const day = on ?? rigaDay(context.clock.now());
  await context.db.transaction(async (db) => {
    await getGroupOfConsent(db, group);
    if (!(await endMembership(db, { personId, group, day }))) {
      throw new Refusal('not-a-member', { group });
    }
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'entitlements.leave-group',
        subjectPersonId: personId,
        content: { group, on: day },
      }),
    ]);
    await recomputePersons({ ...context, db }, [personId]);
  });
}
