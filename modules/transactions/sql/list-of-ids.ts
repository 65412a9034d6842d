import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { TransactionState } from '../api-answers.ts';
import type { Cursor } from '../cursor.ts';

export interface ListedTransaction {
  id: string;
  transactionId: string;
  state: TransactionState;
  day: Day;
  terminal: string;
  serverAt: Date;
  priceCents: number;
  reliefCents: number;
  confirmedReliefCents: number;
  refundedReliefCents: number;
}

const LIST = `
select
  transaction.id,
  transaction.client_id as "transactionId",
  case when acts.last_kind = 'refunded' and not acts.is_whole then 'confirmed'
    else acts.last_kind end as state,
  transaction.day,
  terminal.terminal_code as terminal,
  transaction.server_at as "serverAt",
  transaction.price_cents as "priceCents",
  transaction.relief_cents as "reliefCents",
  acts.confirmed_cents as "confirmedReliefCents",
  acts.refunded_cents as "refundedReliefCents"
from transactions.transactions transaction
join providers.service_names terminal on terminal.terminal_id = transaction.terminal_id
cross join lateral (
  select
    (array_agg(kind order by sequence desc))[1] as last_kind,
    coalesce(bool_or((content ->> 'whole')::boolean), false) as is_whole,
    coalesce(sum(relief_cents) filter (where kind = 'confirmed'), 0)::bigint as confirmed_cents,
    coalesce(sum(relief_cents) filter (where kind = 'refunded'), 0)::bigint as refunded_cents
  from transactions.acts
  where person_id = transaction.person_id and transaction_id = transaction.id
) acts
where transaction.ids_id = $1::uuid
  and transaction.day >= $2::date and transaction.day < $3::date
  and (transaction.day, transaction.id) > ($4::date, $5::uuid)
order by transaction.day, transaction.id
limit $6::integer`;

const BEFORE_ALL: Cursor = { after: '1900-01-01', id: '00000000-0000-0000-0000-000000000000' };

/** Transactions of an IDS whose day lies in [from, to), after a cursor, in the order of day and id. */
export async function listOfIds(
  db: Database,
  asked: { idsId: string; from: Day; to: Day; after: Cursor | undefined; atMost: number },
): Promise<ListedTransaction[]> {
  const { after, id } = asked.after ?? BEFORE_ALL;
  return await db.query<ListedTransaction>(LIST, [
    asked.idsId,
    asked.from,
    asked.to,
    after,
    id,
    asked.atMost,
  ]);
}
