import type { Day } from '../../../../platform/clock/day.ts';
import type { Context } from '../../../../platform/context.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Permission } from '../permission.ts';
import { periodAt } from '../quota-period.ts';

/**
 * How often each slot was used in the present period, which another server may have begun already; all of
 * them held by the transaction. Null: the quota is in all.
 */
const LOCK = `
with held as materialized (
  select held from exchange.permission_slots held
  where permission_id = $1::uuid
  order by slot
  for update
),
present as (
  select case when $2::date is not null then greatest($2::date, max((held).period)) end as period
  from held
)
select (held).slot, exchange.used_in(held, present.period) as used, present.period
from held cross join present
order by 1`;

/**
 * Uses are laid out anew too, so that all slots have about as much left. The periods before the present
 * one are closed: a server whose clock is behind finds nothing left of them.
 */
const WRITE = `
insert into exchange.permission_slots as held
  (permission_id, slot, share, rate_share, used, period, in_period, former_period, in_former)
select $1::uuid, given.slot - 1, given.share, given.rate_share,
  case when $5::date is null then given.used else 0 end, $5::date,
  case when $5::date is null then 0 else given.used end, $5::date - 1, coalesce(given.share, 0)
from unnest($2::bigint[], $3::integer[], $4::bigint[])
  with ordinality as given (share, rate_share, used, slot)
on conflict (permission_id, slot) do update
set share = excluded.share, rate_share = excluded.rate_share,
  used = case when excluded.period is null then excluded.used else held.used end,
  period = excluded.period, in_period = excluded.in_period,
  former_period = excluded.former_period, in_former = excluded.in_former`;

const SLOTS_MAX = 16;

type Limited = Pick<Permission, 'id' | 'quota' | 'quotaPeriod' | 'ratePerMinute'>;

interface Held {
  used: number;
  period: Day | null;
}

/**
 * Lays the quota and the rate of a permission into slots, so many that each has at least one of both. What
 * was used, in all or in the present period, stays counted.
 */
export async function replaceSlots(
  { db, clock }: Context & { db: Database },
  { id, quota, quotaPeriod, ratePerMinute }: Limited,
): Promise<void> {
  const now = periodAt(quotaPeriod, clock.now());
  const held = await db.query<Held & Record<string, unknown>>(LOCK, [id, now]);
  const used = held.reduce((sum, slot) => sum + slot.used, 0);
  // What was used while less was agreed on is no reason to allow more in the next period.
  const counted = now === null ? used : Math.min(used, quota ?? used);
  const whole = quota === null ? null : Math.max(quota, counted);
  const usable = Math.min(SLOTS_MAX, quota ?? SLOTS_MAX, ratePerMinute ?? SLOTS_MAX);
  const places = Array.from({ length: Math.max(held.length, usable) }, (_, place) => place);
  const laid = (total: number | null) => places.map((place) => partOf(total, usable, place));
  const period = held[0]?.period ?? now;
  await db.query(WRITE, [id, laid(whole), laid(ratePerMinute), laid(counted), period]);
}

/** Of a whole that is laid out evenly; a slot that is not usable has nothing. */
function partOf(total: number | null, parts: number, place: number): number | null {
  if (total === null) return null;
  return place < parts ? Math.floor(total / parts) + Number(place < total % parts) : 0;
}
