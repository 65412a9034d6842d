import type { Database } from '../../../../platform/database/database.ts';
import type { StatementAnswer } from '../api.ts';

type Line = StatementAnswer['lines'][number];

/** A line, with the sums of all of them. */
export interface StatementRow extends Line {
  allUses: number;
  allCents: number;
}

const NAMED = (name: string) => `jsonb_build_object('code', ${name}.code,
    'name', jsonb_build_object('lv', ${name}.name_lv, 'en', ${name}.name_en))`;

const SELECT = `
with counted as (
  select permission.id, permission.number, set.code, set.organisation_id, permission.holder_id,
    permission.quota, permission.quota_period, use.uses, use.cents, use.most
  from exchange.permissions permission
  join exchange.data_sets set on set.id = permission.data_set_id
  cross join lateral (
    select sum(of_day.uses)::bigint as uses, sum(of_day.cents)::bigint as cents,
      max(of_day.uses) as most
    from (
      select count(*) as uses, sum(price_cents) as cents
      from exchange.uses
      where permission_id = permission.id
        and used_at >= $1::date::timestamp at time zone 'Europe/Riga'
        and used_at < ($1::date + interval '1 month') at time zone 'Europe/Riga'
      group by (used_at at time zone 'Europe/Riga')::date
    ) of_day
  ) use
  where ($2::uuid is null or permission.holder_id = $2::uuid)
    and ($3::uuid is null or set.organisation_id = $3::uuid)
    and use.uses > 0
),
summed as (
  select counted.*, sum(uses) over ()::bigint as all_uses, sum(cents) over ()::bigint as all_cents
  from counted
)
select
  summed.number as permission, summed.code as "dataSet", ${NAMED('source')} as source,
  ${NAMED('holder')} as holder, summed.uses, summed.cents as "amountCents",
  summed.quota, summed.quota_period as "quotaPeriod", summed.most as "mostInDay",
  summed.all_uses as "allUses", summed.all_cents as "allCents"
from summed
join persons.organisations source on source.id = summed.organisation_id
join persons.organisations holder on holder.id = summed.holder_id
where summed.number > $4::text
order by summed.number
limit $5::integer`;

/** What each permission was used in a month that begins on a day, counted from the use log. */
export async function selectStatement(
  db: Database,
  asked: { month: string; holderId?: string; sourceId?: string; after: string; limit: number },
): Promise<StatementRow[]> {
  const { month, holderId, sourceId, after, limit } = asked;
  const values = [`${month}-01`, holderId ?? null, sourceId ?? null, after, limit];
  return await db.query<StatementRow & Record<string, unknown>>(SELECT, values);
}
