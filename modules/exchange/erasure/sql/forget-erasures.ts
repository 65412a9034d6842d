import type { Database } from '../../../../platform/database/database.ts';

const FORGET = `
with due as (
  delete from exchange.erasures
  where (version_id, position) in (
    select version_id, position from exchange.erasures
    where erased_at < $1::timestamptz
    order by erased_at
    limit $2::integer
    for update skip locked
  )
  returning version_id, position
), cut as (
  select exchange.erase_changes(version_id, array_agg(position)) as erased
  from due group by version_id
)
select count(*) as due, (select coalesce(sum(erased), 0)::bigint from cut) as erased from due`;

/** Takes the keys out of changes that told an erasure before an instant. Returns how many it looked at. */
export async function forgetErasures(
  db: Database,
  { erasedBefore, limit }: { erasedBefore: Date; limit: number },
): Promise<number> {
  const [row] = await db.query<{ due: number }>(FORGET, [erasedBefore, limit]);
  return row?.due ?? 0;
}
