import type { Database } from '../../../../platform/database/database.ts';

/** For whom a session's person acts, of these one at most; all null: for themselves. */
export interface ChosenProfile {
  representedId: string | null;
  organisationId: string | null;
  officialId: string | null;
  /** At which terminal that official sells. */
  terminalId: string | null;
}

/** For whom, or as which official, a session's person acts from now on; says whether the session still lives. */
export async function setSessionProfile(
  db: Database,
  sessionId: string,
  { representedId, organisationId, officialId, terminalId }: ChosenProfile,
): Promise<boolean> {
  const rows = await db.query(
    `update identity.sessions set represented_id = $2::uuid, official_id = $3::uuid,
       represented_organisation_id = $4::uuid, terminal_id = $5::uuid
     where id = $1::uuid and ended_at is null returning id`,
    [sessionId, representedId, officialId, organisationId, terminalId],
  );
  return rows.length === 1;
}
