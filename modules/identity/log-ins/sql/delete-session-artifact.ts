import type { Database } from '../../../../platform/database/database.ts';

/** Ends a session at the sign-on provider: whoever has its cookie is asked to log in again. */
export async function deleteSessionArtifact(db: Database, sessionHash: Buffer): Promise<void> {
  await db.query(
    `delete from identity.artifacts where kind = 'Session' and other_hash = $1::bytea`,
    [sessionHash],
  );
}
