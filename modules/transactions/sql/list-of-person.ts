import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { TransactionState } from '../api-answers.ts';
import type { Explanation } from '../authorising/explanation.ts';
import type { Cursor } from '../cursor.ts';

export interface OwnRow {
  id: string;
  state: TransactionState;
  day: Day;
  at: Date;
  provider: { lv: string; en: string };
  pointOfService: { lv: string; en: string };
  meansKind: string;
  priceCents: number;
  reliefCents: number;
  compensationCents: number;
  refundedReliefCents: number;
  instructionIds: string[];
  explanation: Explanation;
  items: { line: string; lv: string; en: string }[];
}

const OWN = `
select
  transaction.id,
  case when acts.last_kind = 'refunded' and not acts.is_whole then 'confirmed'
    else acts.last_kind end as state,
  transaction.day,
  transaction.server_at as at,
  json_build_object('lv', provider.name_lv, 'en', provider.name_en) as provider,
  json_build_object('lv', service.name_lv, 'en', service.name_en) as "pointOfService",
  coalesce(means.kind, '') as "meansKind",
  coalesce(acts.confirmed_price_cents, transaction.price_cents) as "priceCents",
  coalesce(acts.confirmed_relief_cents, transaction.relief_cents) as "reliefCents",
  coalesce(acts.confirmed_compensation_cents, transaction.compensation_cents)
    as "compensationCents",
  acts.refunded_cents as "refundedReliefCents",
  array(
    select distinct instruction_id
    from transactions.applied_reliefs
    where person_id = transaction.person_id and transaction_id = transaction.id
  ) as "instructionIds",
  transaction.explanation,
  (
    select json_agg(json_build_object('line', line.line, 'lv', item.name_lv, 'en', item.name_en))
    from transactions.lines line
    join providers.item_names item on item.id = line.item_id
    where line.person_id = transaction.person_id and line.transaction_id = transaction.id
  ) as items
from transactions.transactions transaction
join persons.organisation_names provider on provider.id = transaction.provider_id
join providers.service_names service on service.terminal_id = transaction.terminal_id
left join means.usable_means means on means.id = transaction.means_id
cross join lateral (
  select
    (array_agg(kind order by sequence desc))[1] as last_kind,
    coalesce(bool_or((content ->> 'whole')::boolean), false) as is_whole,
    -- A transaction is confirmed once at most: of fewer units it came to less.
    max(price_cents) filter (where kind = 'confirmed') as confirmed_price_cents,
    max(relief_cents) filter (where kind = 'confirmed') as confirmed_relief_cents,
    max(compensation_cents) filter (where kind = 'confirmed') as confirmed_compensation_cents,
    coalesce(sum(relief_cents) filter (where kind = 'refunded'), 0)::bigint as refunded_cents
  from transactions.acts
  where person_id = transaction.person_id and transaction_id = transaction.id
) acts
where transaction.person_id = $1::uuid`;

const AFTER_ALL: Cursor = { after: '9999-12-31', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** A person's transactions after a cursor, newest first. */
export async function listOfPerson(
  db: Database,
  asked: { personId: string; after: Cursor | undefined; atMost: number },
): Promise<OwnRow[]> {
  const { after, id } = asked.after ?? AFTER_ALL;
  return await db.query<OwnRow>(
    `${OWN}
       and (transaction.server_at, transaction.id) < ($2::timestamptz, $3::uuid)
     order by transaction.server_at desc, transaction.id desc
     limit $4::integer`,
    [asked.personId, after, id, asked.atMost],
  );
}

export async function findOfPerson(
  db: Database,
  key: { personId: string; id: string },
): Promise<OwnRow | undefined> {
  const [row] = await db.query<OwnRow>(`${OWN} and transaction.id = $2::uuid`, [
    key.personId,
    key.id,
  ]);
  return row;
}
