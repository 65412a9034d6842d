import type { Database } from '../../../platform/database/database.ts';
import type { BasketLine } from '../../reliefs/index.ts';
import { usedInYear, type YearQuestion, yearValues } from './used-in-year.ts';

/** A transaction as it was, for calculating it again. */
export interface SampledTransaction extends Record<string, unknown> {
  personId: string;
  terminalAt: Date;
  meansKind: string;
  /** The code of the point of service, and its territory. */
  place: string;
  territory: string;
  lines: BasketLine[];
}

/** Transactions in an order that has nothing to do with what they are, the same each time. */
export async function sampleYearUse(
  db: Database,
  question: YearQuestion,
  limit: number,
): Promise<SampledTransaction[]> {
  return await db.query<SampledTransaction>(
    `with ${usedInYear()}, sampled as (
  select person_id, id from used order by hashtextextended(id::text, 0), id limit $6::integer
)
select transaction.person_id as "personId", transaction.terminal_at as "terminalAt",
  means.kind as "meansKind", terminal.point_of_service_code as place, terminal.territory,
  (
    select jsonb_agg(jsonb_build_object(
      'line', line.line, 'itemId', line.item_id, 'class', line.class, 'whose', line.whose,
      'quantity', line.quantity, 'unitPriceCents', line.unit_price_cents,
      'taxBasisPoints', line.tax_basis_points
    ) order by line.line)
    from transactions.lines line
    where line.person_id = sampled.person_id and line.transaction_id = sampled.id
  ) as lines
from sampled
join transactions.dated_transactions transaction
  on transaction.person_id = sampled.person_id and transaction.id = sampled.id
join means.usable_means means on means.id = transaction.means_id
join providers.usable_terminals terminal on terminal.id = transaction.terminal_id
order by sampled.id`,
    [...yearValues(question), limit],
  );
}
