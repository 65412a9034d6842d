import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { listReviews } from './list-reviews.ts';
import { ReviewsAnswer, ReviewsQuery } from './review-api.ts';

/** What officials see of uses that turned out not to be due. */
export function reviewRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/reviews',
    {
      config: { permission: 'official', roles: GRANTING_ROLES },
      schema: {
        tags: ['Granting'],
        summary: 'Uses of your reliefs on days on which they turned out not to be due',
        querystring: ReviewsQuery,
        response: { 200: ReviewsAnswer },
      },
    },
    async ({ context, query }) => await listReviews(context, query),
  );
}
