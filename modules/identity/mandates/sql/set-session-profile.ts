import type { Database } from '../../../../platform/database/database.ts';

/** For whom a session's person acts from now on; says whether the session still lives. */
export async function setSessionProfile(
  db: Database,
  sessionId: string,
  representedId: string | null,
): Promise<boolean> {
  const rows = await db.query(
    `update identity.sessions set represented_id = $2::uuid
     where id = $1::uuid and ended_at is null returning id`,
    [sessionId, representedId],
  );
  return rows.length === 1;
}
