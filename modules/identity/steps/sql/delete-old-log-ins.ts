import type { Database } from '../../../../platform/database/database.ts';

/** Forgets log-ins from before an instant, at most `limit` of them. Says how many. */
export async function deleteOldLogIns(db: Database, before: Date, limit: number): Promise<number> {
  const rows = await db.query(
    `delete from identity.log_ins
     where id in (
       select id from identity.log_ins where logged_in_at < $1::timestamptz
       order by logged_in_at limit $2::integer
     )
     returning 1`,
    [before, limit],
  );
  return rows.length;
}
