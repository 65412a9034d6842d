import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Ending } from './select-ending.ts';

const SELECT = `
select permission.id as "permissionId", jsonb_build_object('quota', permission.quota,
  'quotaPeriod', permission.quota_period, 'left', permission.quota - uses.used,
  'month', of_month.month) as content
from exchange.permissions permission
cross join lateral (
  select case when permission.quota_period <> 'all' then left($2::text, 7) end as month
) of_month
cross join lateral (
  select sum(exchange.used_in(held, case permission.quota_period
    when 'month' then $1::date when 'day' then $2::date end))::bigint as used
  from exchange.permission_slots held where held.permission_id = permission.id
) uses
where permission.state = 'granted'
  and $2::date between permission.valid_from and permission.valid_until
  and uses.used * 10 >= permission.quota * 9
  and not exists (
    select from exchange.permission_events event
    where event.permission_id = permission.id and event.kind = 'quota-low'
      and event.content ->> 'quota' = permission.quota::text
      and event.content ->> 'month' is not distinct from of_month.month
  )
limit $3::integer`;

/**
 * Permissions in force whose quota is used up but for a tenth, and of which that was not noted yet: of one
 * in all once, of one that begins anew once in a month.
 */
export async function selectLowQuotas(
  db: Database,
  { month, today, limit }: { month: Day; today: Day; limit: number },
): Promise<Ending[]> {
  return await db.query<Ending & Record<string, unknown>>(SELECT, [month, today, limit]);
}
