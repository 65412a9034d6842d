import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { makeLookRecord } from '../../persons/index.ts';
import { setReviewSettled } from './sql/set-review-settled.ts';

/**
 * Says what was decided about uses on days on which a relief turned out not to be due. What was paid is
 * not changed here: whoever owes something is told outside. Refuses `official-role-missing`, and
 * `review-unknown` when it is another grantor's or was settled before.
 */
export async function settleReview(
  context: Context,
  { id, outcome }: { id: number; outcome: string },
): Promise<void> {
  const { officialId, organisation } = askingWithRole(context, ['editor', 'reviewer']);
  await context.db.transaction(async (db) => {
    const settled = await setReviewSettled(db, id, {
      ...{ by: officialId, at: context.clock.now(), organisationId: organisation?.id ?? null },
      outcomeEncrypted: context.keys.encrypt(outcome),
    });
    if (!settled) throw new Refusal('review-unknown');
    const { personId, grantorId, entitlementId } = settled;
    const record = makeLookRecord(context, {
      act: 'entitlements.settle-review',
      personId,
      organisationId: grantorId,
      content: { review: id, entitlement: entitlementId },
    });
    await writeAudit(db, [record]);
  });
}
