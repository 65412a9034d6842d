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

const CONFIRMED = `
select transaction.client_id as "transactionId", act.relief_cents as "reliefCents"
from transactions.transactions transaction
join transactions.acts act
  on act.person_id = transaction.person_id and act.transaction_id = transaction.id
where transaction.ids_id = $1::uuid and transaction.day = $2::date and act.kind = 'confirmed'
order by transaction.id
limit $3::integer`;

export async function listConfirmed(
  db: Database,
  asked: { idsId: string; day: Day; atMost: number },
): Promise<{ transactionId: string; reliefCents: number }[]> {
  return await db.query(CONFIRMED, [asked.idsId, asked.day, asked.atMost]);
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
