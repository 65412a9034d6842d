import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { BudgetsAnswer, BudgetsQuery, listBudgets } from './list-budgets.ts';

/** What grantors and the operator see of budgets. */
export function budgetRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/budgets',
    {
      config: { permission: ['official', 'operator'], roles: [...GRANTING_ROLES, 'accountant'] },
      schema: {
        tags: ['Budgets'],
        summary: 'Budgets of today: what is used, what was announced, when they will end.',
        querystring: BudgetsQuery,
        response: { 200: BudgetsAnswer },
      },
    },
    async ({ context, query }) => await listBudgets(context, query),
  );
}
