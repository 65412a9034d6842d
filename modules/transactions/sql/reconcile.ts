import type { AuditRecord } from '../../../platform/audit/index.ts';
import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { DailyTotalsAnswer } from '../api-answers.ts';

export type CountedDay = DailyTotalsAnswer['counted'];

const COUNT = `
select
  json_build_object(
    'count', count(*),
    'priceCents', coalesce(sum(act.price_cents), 0),
    'reliefCents', coalesce(sum(act.relief_cents), 0)
  ) as confirmed,
  (
    select json_build_object('count', count(*), 'reliefCents', coalesce(sum(relief_cents), 0))
    from transactions.acts
    where ids_id = $1::uuid and day = $2::date and kind = 'refunded'
  ) as refunded
from transactions.transactions transaction
join transactions.acts act
  on act.person_id = transaction.person_id and act.transaction_id = transaction.id
where transaction.ids_id = $1::uuid and transaction.day = $2::date and act.kind = 'confirmed'`;

/** Confirmed transactions of a day of an IDS, and refunds made on it. */
export async function countDay(
  db: Database,
  asked: { idsId: string; day: Day },
): Promise<CountedDay> {
  const [row] = await db.query<CountedDay>(COUNT, [asked.idsId, asked.day]);
  if (!row) throw new Error('The totals of a day cannot be counted.');
  return row;
}

const DIFFERING = `
with confirmed as (
  select transaction.client_id, act.relief_cents
  from transactions.transactions transaction
  join transactions.acts act
    on act.person_id = transaction.person_id and act.transaction_id = transaction.id
  where transaction.ids_id = $1::uuid and transaction.day = $2::date and act.kind = 'confirmed'
)
select
  coalesce(stated.client_id, confirmed.client_id) as "transactionId",
  stated.relief_cents as stated, confirmed.relief_cents as counted
from unnest($3::text[], $4::bigint[]) with ordinality
  as stated (client_id, relief_cents, position)
full join confirmed on confirmed.client_id = stated.client_id
where stated.relief_cents is distinct from confirmed.relief_cents
order by stated.position, confirmed.client_id
limit $5::integer`;

/** Transactions of the day that only one side has, or that both have with another amount. */
export async function listDiffering(
  db: Database,
  asked: {
    idsId: string;
    day: Day;
    stated: readonly { transactionId: string; reliefCents: number }[];
    atMost: number;
  },
): Promise<{ transactionId: string; stated: number | null; counted: number | null }[]> {
  return await db.query(DIFFERING, [
    asked.idsId,
    asked.day,
    asked.stated.map(({ transactionId }) => transactionId),
    asked.stated.map(({ reliefCents }) => reliefCents),
    asked.atMost,
  ]);
}

export async function writeReconciliation(
  db: Database,
  one: {
    idsId: string;
    day: Day;
    id: string;
    at: Date;
    stated: unknown;
    differences: unknown;
    audit: AuditRecord;
  },
): Promise<void> {
  await db.query(
    `select transactions.write_reconciliation($1::uuid, $2::date, $3::uuid, $4::timestamptz,
       $5::jsonb, $6::jsonb, $7::jsonb)`,
    [
      one.idsId,
      one.day,
      one.id,
      one.at,
      JSON.stringify(one.stated),
      JSON.stringify(one.differences),
      JSON.stringify(one.audit),
    ],
  );
}
