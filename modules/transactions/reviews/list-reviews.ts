import { z } from 'zod';
import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { makeLookRecord, readPersonNames } from '../../persons/index.ts';
import { DayText, Instant } from '../api.ts';
import { listReviewedUses } from '../sql/list-reviewed-uses.ts';

/** So many open reviews are looked through for one page. */
const REVIEWS_MAX = 200;

export const ReviewsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).meta({
    description: 'What the page before said as `next`.',
  }),
});

export const ReviewsAnswer = z
  .object({
    reviews: z.array(
      z.object({
        id: z.int(),
        person: z.string().meta({ description: 'Whose: the name.' }),
        relief: z.string(),
        from: DayText,
        to: DayText.meta({ description: 'The first day that is in order again.' }),
        notedAt: Instant,
        uses: z.array(
          z.object({
            transactionId: z.uuid(),
            day: DayText,
            amountCents: z.int().meta({ description: 'What grantors pay, refunds taken off.' }),
          }),
        ),
      }),
    ),
    next: z.int().nullable().meta({ description: 'For `after`; null at the end.' }),
  })
  .meta({
    example: {
      reviews: [
        {
          id: 12,
          person: 'Anna Vējaine',
          relief: 'VEJAINE-FERRY',
          from: '2026-03-01',
          to: '2026-03-11',
          notedAt: '2026-03-11T10:00:00.000Z',
          uses: [
            {
              transactionId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55',
              day: '2026-03-04',
              amountCents: 150,
            },
          ],
        },
      ],
      next: null,
    },
  });
export type ReviewsAnswer = z.output<typeof ReviewsAnswer>;

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
