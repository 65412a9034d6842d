import type { Database } from '../../../platform/database/database.ts';

const END = `
with official as (
  select id, ended_at from identity.officials where id = $1::uuid for update
), ended as (
  update identity.officials set ended_at = $2::timestamptz
  where id in (select id from official where ended_at is null)
)
select ended_at is null as "now" from official`;

/** Ends an official; `now` tells whether they had not ended before. Undefined when there is none. */
export async function endOfficialRow(
  db: Database,
  officialId: string,
  endedAt: Date,
): Promise<{ now: boolean } | undefined> {
  const [row] = await db.query<{ now: boolean }>(END, [officialId, endedAt]);
  return row;
}
