import type { Database } from '../../../../platform/database/database.ts';

/** Notes that the log-ins of a session have ended. */
export async function setLogInsEnded(db: Database, sessionHash: Buffer, now: Date): Promise<void> {
  await db.query(
    `update identity.log_ins set ended_at = $2::timestamptz
     where session_hash = $1::bytea and ended_at is null`,
    [sessionHash, now],
  );
}
