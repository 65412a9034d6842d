import type { Database } from '../../../../platform/database/database.ts';

/** Forgets artifacts that have expired, at most `limit` of them. Says how many. */
export async function deleteExpiredArtifacts(
  db: Database,
  now: Date,
  limit: number,
): Promise<number> {
  const rows = await db.query(
    `delete from identity.artifacts
     where ctid = any(array(
       select ctid from identity.artifacts where expires_at <= $1::timestamptz
       order by expires_at limit $2::integer
       for update skip locked
     ))
     returning 1`,
    [now, limit],
  );
  return rows.length;
}
