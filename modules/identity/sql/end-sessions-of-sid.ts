import type { Database } from '../../../platform/database/database.ts';

/** Ends the sessions that hang on a log-in; gives those that this call ended. */
export async function endSessionsOfSid(
  db: Database,
  sidHash: Buffer,
  now: Date,
): Promise<{ id: string; personId: string }[]> {
  return await db.query<{ id: string; personId: string }>(
    `update identity.sessions set ended_at = $2::timestamptz
     where sid_hash = $1::bytea and ended_at is null
     returning id, person_id as "personId"`,
    [sidHash, now],
  );
}
