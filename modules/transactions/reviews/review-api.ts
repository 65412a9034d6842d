import { z } from 'zod';
import { DayText, Instant } from '../api.ts';

/** What calls about reviews take and answer. */
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
