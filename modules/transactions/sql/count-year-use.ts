import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import { usedInYear, type YearQuestion, yearValues } from './used-in-year.ts';

interface Row extends Record<string, unknown> {
  transactions: number;
  first: Day | null;
  paidCents: number;
  keptCents: number;
}

/** How many transactions there were, since when, and how much of what grantors paid they kept. */
export async function countYearUse(db: Database, question: YearQuestion): Promise<Row> {
  const [row] = await db.query<Row>(
    `with ${usedInYear()}
select count(*) as transactions, min(day) as first,
  coalesce((
    select sum(amount_cents) filter (where amount_cents > 0) from transactions.postings
    where (person_id, transaction_id) in (select person_id, id from used)
      and ($1::uuid is null or relief_id = $1::uuid)
  ), 0) as "paidCents",
  coalesce((
    select sum(amount_cents) from transactions.postings
    where (person_id, transaction_id) in (select person_id, id from used)
      and ($1::uuid is null or relief_id = $1::uuid)
  ), 0) as "keptCents"
from used`,
    yearValues(question),
  );
  return row ?? { transactions: 0, first: null, paidCents: 0, keptCents: 0 };
}
