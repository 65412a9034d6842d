import type { Database } from '../../../../platform/database/database.ts';

/** From the last change of each record back to its first. */
const ERASE = `
with recursive chain (position, before) as (
  select position, before from exchange.changes
  where version_id = $1::integer and position = any ($2::bigint[])
  union all
  select change.position, change.before
  from chain
  cross join lateral (
    select position, before from exchange.changes
    where version_id = $1::integer and position = chain.before
    limit 1
  ) change
)
select exchange.erase_changes($1::integer, array_agg(position)) as erased from chain`;

/** Takes the content out of all changes of records whose last ones are given. Returns their number. */
export async function eraseChanges(
  db: Database,
  versionId: number,
  lastPositions: readonly number[],
): Promise<number> {
  const [row] = await db.query<{ erased: number | null }>(ERASE, [versionId, lastPositions]);
  return row?.erased ?? 0;
}
