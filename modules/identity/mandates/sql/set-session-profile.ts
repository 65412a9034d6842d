import type { Database } from '../../../../platform/database/database.ts';

/** For whom, or as which official, a session's person acts from now on; says whether the session still lives. */
export async function setSessionProfile(
  db: Database,
  sessionId: string,
  { representedId, officialId }: { representedId: string | null; officialId: string | null },
): Promise<boolean> {
  const rows = await db.query(
    `update identity.sessions set represented_id = $2::uuid, official_id = $3::uuid
     where id = $1::uuid and ended_at is null returning id`,
    [sessionId, representedId, officialId],
  );
  return rows.length === 1;
}
