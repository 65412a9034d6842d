import type { Database } from '../../../platform/database/database.ts';

const DELETE = `
delete from means.means
where id in (
  select id from means.means
  where single_use and valid_to < $1::timestamptz
  limit $2::integer
)
returning id`;

/** Deletes one-time codes that ended before an instant; returns how many. */
export async function deleteOldCodes(
  db: Database,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  return (await db.query<{ id: string }>(DELETE, [before, limit])).length;
}
