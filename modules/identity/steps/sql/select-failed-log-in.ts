import type { Database } from '../../../../platform/database/database.ts';

export async function selectFailedLogIn(
  db: Database,
  keyHash: Buffer,
): Promise<{ failures: number; failedAt: Date } | undefined> {
  const [row] = await db.query<{ failures: number; failedAt: Date }>(
    `select failures, failed_at as "failedAt" from identity.failed_log_ins
     where key_hash = $1::bytea`,
    [keyHash],
  );
  return row;
}
