import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import { usedInYear, type YearQuestion, yearValues } from './used-in-year.ts';

interface Row extends Record<string, unknown> {
  transactions: number;
  first: Day | null;
  paidCents: number;
  keptCents: number;
}

/** How many transactions were found, since when, and how much of what grantors paid they kept. */
export async function countYearUse(db: Database, question: YearQuestion): Promise<Row> {
  const [row] = await db.query<Row>(
    `with ${usedInYear()}, money as (
  select sum(amount_cents) filter (where amount_cents > 0) as paid, sum(amount_cents) as kept
  from used
  join transactions.paid_amounts posting
    on posting.person_id = used.person_id and posting.transaction_id = used.id
  where $1::uuid is null or posting.relief_id = $1::uuid
)
select count(*) as transactions, min(day) as first,
  coalesce((select paid from money), 0)::bigint as "paidCents",
  coalesce((select kept from money), 0)::bigint as "keptCents"
from used`,
    yearValues(question),
  );
  return row ?? { transactions: 0, first: null, paidCents: 0, keptCents: 0 };
}
