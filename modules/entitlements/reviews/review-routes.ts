import { z } from 'zod';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { settleReview } from './settle-review.ts';

const OUTCOME_MIN = 5;
const OUTCOME_MAX = 1_000;

const Path = z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const Outcome = z
  .strictObject({
    outcome: z.string().trim().min(OUTCOME_MIN).max(OUTCOME_MAX).meta({
      description: 'In words: what was decided. It is kept encrypted.',
    }),
  })
  .meta({ example: { outcome: 'Paliek spēkā: kavējās reģistrs, nevis persona' } });
const Settled = z
  .object({ settled: z.literal(true) })
  .meta({ example: { settled: true as const } });

/** What officials decide about uses of reliefs that turned out not to be due. */
export function reviewRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/reviews/:id/settle',
    {
      config: { permission: 'official', roles: GRANTING_ROLES },
      schema: {
        tags: ['Granting'],
        summary: 'Say what was decided about uses of a relief that turned out not to be due',
        params: Path,
        body: Outcome,
        response: { 200: Settled },
      },
    },
    async ({ context, params, body }) => {
      await settleReview(context, { ...params, ...body });
      return { settled: true as const };
    },
  );
}
