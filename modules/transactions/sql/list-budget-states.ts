import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import { BUDGET_STATES, type BudgetPlace, type BudgetState } from '../budgets/budget-state.ts';

/** The budgets of a day, in the order of their end; those of one grantor, or of all. */
export async function listBudgetStates(
  db: Database,
  asked: { day: Day; grantorId: string | null; after: BudgetPlace; atMost: number },
): Promise<BudgetState[]> {
  const { day, grantorId, after, atMost } = asked;
  return await db.query<BudgetState>(
    `${BUDGET_STATES}
  and ($2::uuid is null or state.grantor_id = $2::uuid)
  and (state.period_end, state.id) > ($3::date, $4::uuid)
order by state.period_end, state.id
limit $5::integer`,
    [day, grantorId, after.periodEnd, after.id, atMost],
  );
}
