import type { Database } from '../../../../platform/database/database.ts';

/** Forgets failures from before an instant, at most `limit` of them. Says how many. */
export async function deleteOldFailedLogIns(
  db: Database,
  before: Date,
  limit: number,
): Promise<number> {
  const rows = await db.query(
    `delete from identity.failed_log_ins
     where key_hash in (
       select key_hash from identity.failed_log_ins where failed_at < $1::timestamptz
       order by failed_at limit $2::integer
     )
     returning 1`,
    [before, limit],
  );
  return rows.length;
}
