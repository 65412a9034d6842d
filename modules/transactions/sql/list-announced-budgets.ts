import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import { BUDGET_STATES, type BudgetState } from '../budgets/budget-state.ts';

/** Budgets of these scopes that are for all and of which something was announced. */
export async function listAnnouncedBudgets(
  db: Database,
  asked: { day: Day; scopeIds: readonly string[] },
): Promise<BudgetState[]> {
  return await db.query<BudgetState>(
    `select * from (${BUDGET_STATES}
  and state.scope_id = any ($2::uuid[]) and state.territory = '') as budget
where json_array_length(notices) > 0`,
    [asked.day, asked.scopeIds],
  );
}
