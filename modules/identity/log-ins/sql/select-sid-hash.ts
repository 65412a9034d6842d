import type { Database } from '../../../../platform/database/database.ts';

/** On which log-in a session of the web app hangs. */
export async function selectSidHash(db: Database, sessionId: string): Promise<Buffer | undefined> {
  const [row] = await db.query<{ sid_hash: Buffer | null }>(
    'select sid_hash from identity.sessions where id = $1::uuid',
    [sessionId],
  );
  return row?.sid_hash ?? undefined;
}
