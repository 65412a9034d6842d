import type { Database } from '../../../platform/database/database.ts';

/** Forgets sessions that expired before an instant, at most `limit` of them. Says how many. */
export async function deleteOldSessions(
  db: Database,
  before: Date,
  limit: number,
): Promise<number> {
  const rows = await db.query(
    `delete from identity.sessions
     where id in (
       select id from identity.sessions where expires_at < $1::timestamptz
       order by expires_at limit $2::integer
     )
     returning id`,
    [before, limit],
  );
  return rows.length;
}
