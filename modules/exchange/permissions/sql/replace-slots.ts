import type { Database } from '../../../../platform/database/database.ts';

/** How often each slot was used, held by the transaction. */
const LOCK = `
select slot, used from exchange.permission_slots
where permission_id = $1::uuid
order by slot
for update`;

const WRITE = `
insert into exchange.permission_slots as held (permission_id, slot, share, rate_share)
select $1::uuid, given.slot - 1, given.share, given.rate_share
from unnest($2::bigint[], $3::integer[]) with ordinality as given (share, rate_share, slot)
on conflict (permission_id, slot) do update
set share = excluded.share, rate_share = excluded.rate_share`;

const SLOTS_MAX = 16;

interface Limits {
  quota: number | null;
  ratePerMinute: number | null;
}

/**
 * Lays the quota and the rate of a permission into slots, so many that each has at least one of both. What
 * was used stays counted; what is left is laid out anew.
 */
export async function replaceSlots(
  db: Database,
  permissionId: string,
  { quota, ratePerMinute }: Limits,
): Promise<void> {
  const held = await db.query<{ slot: number; used: number }>(LOCK, [permissionId]);
  const used = held.reduce((sum, slot) => sum + slot.used, 0);
  const left = quota === null ? null : Math.max(0, quota - used);
  const wanted = Math.min(SLOTS_MAX, left ?? SLOTS_MAX, ratePerMinute ?? SLOTS_MAX);
  const count = Math.max(1, held.length, wanted);
  // A slot that may not be used in any minute has no use of a quota.
  const usable = Math.max(1, wanted);
  const shares = spread(left, usable);
  const rates = spread(ratePerMinute, usable);
  const places = Array.from({ length: count }, (_, place) => place);
  await db.query(WRITE, [
    permissionId,
    places.map((place) => (left === null ? null : (held[place]?.used ?? 0) + (shares[place] ?? 0))),
    places.map((place) => (ratePerMinute === null ? null : (rates[place] ?? 0))),
  ]);
}

function spread(total: number | null, parts: number): number[] {
  if (total === null) return [];
  return Array.from(
    { length: parts },
    (_, place) => Math.floor(total / parts) + Number(place < total % parts),
  );
}
