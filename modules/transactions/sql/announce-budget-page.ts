import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { BudgetPlace } from '../budgets/budget-state.ts';

const ANNOUNCE = `
select period_end as "periodEnd", id, announced
from transactions.announce_budgets($1::date, $2::timestamptz, $3::date, $4::uuid, $5::integer)`;

/** Announces what a page of budgets has reached. Undefined when there are no more. */
export async function announceBudgetPage(
  db: Database,
  page: { day: Day; at: Date; after: BudgetPlace; atMost: number },
): Promise<(BudgetPlace & { announced: number }) | undefined> {
  const { day, at, after, atMost } = page;
  const [row] = await db.query<BudgetPlace & { announced: number }>(ANNOUNCE, [
    day,
    at,
    after.periodEnd,
    after.id,
    atMost,
  ]);
  return row;
}
