import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { makeLookRecord, readPersonNames } from '../../persons/index.ts';
import { listReviewedUses } from '../sql/list-reviewed-uses.ts';
import type { ReviewsAnswer } from './review-api.ts';

/** So many open reviews are looked through for one page. */
const REVIEWS_MAX = 200;

/**
 * What was used of reliefs on days on which, by what registers say now, they were not due: of
 * instructions that leave that to an official. Each is noted as a reading of what is kept about its
 * person. Refuses `official-role-missing`.
 */
export async function listReviews(
  context: Context,
  { after = 0 }: { after?: number } = {},
): Promise<ReviewsAnswer> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const page = { grantorId: organisation?.id ?? null, after, atMost: REVIEWS_MAX };
  const found = await listReviewedUses(context.db, page);
  const used = found.filter(({ uses }) => uses.length > 0);
  const records = used.map(({ id, personId }) =>
    makeLookRecord(context, {
      act: 'transactions.read-review',
      personId,
      content: { review: id },
    }),
  );
  await writeAudit(context.db, records);
  const names = await readPersonNames(context, [...new Set(used.map(({ personId }) => personId))]);
  return {
    reviews: used.map(({ personId, notedAt, ...review }) => ({
      ...review,
      person: names.get(personId) ?? '',
      notedAt: notedAt.toISOString(),
    })),
    next: found.length === REVIEWS_MAX ? (found.at(-1)?.id ?? null) : null,
  };
}
