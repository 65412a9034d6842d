import type { Database } from '../../../../platform/database/database.ts';

export async function deleteFailedLogIn(db: Database, keyHash: Buffer): Promise<void> {
  await db.query('delete from identity.failed_log_ins where key_hash = $1::bytea', [keyHash]);
}
