import type { Database } from '../../../../platform/database/database.ts';

/** The head is held, so that a reader sees what is gone and up to where in one commit. */
const DELETE = `
with head as (
  select kept_after from exchange.heads where version_id = $1::integer for update
), oldest as (
  select position, recorded_at
  from exchange.changes
  where version_id = $1::integer and position > (select kept_after from head)
  order by position
  limit $3::integer
), last as (
  select max(position) as position from oldest
  where recorded_at < $2::timestamptz
    and position < coalesce(
      (select min(position) from oldest where recorded_at >= $2::timestamptz), 9223372036854775807)
), gone as (
  delete from exchange.changes
  where version_id = $1::integer and position > (select kept_after from head)
    and position <= (select position from last)
)
update exchange.heads set kept_after = last.position
from last
where version_id = $1::integer and last.position is not null
returning version_id`;

/** Deletes the oldest changes of a version up to the first young one; false when none is old. */
export async function deleteOldChanges(
  db: Database,
  asked: { versionId: number; recordedBefore: Date; slice: number },
): Promise<boolean> {
  const values = [asked.versionId, asked.recordedBefore, asked.slice];
  return (await db.query(DELETE, values)).length > 0;
}
