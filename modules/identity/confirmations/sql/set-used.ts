import type { Database } from '../../../../platform/database/database.ts';

/** Marks a confirmation as used for its act. */
export async function setUsed(db: Database, id: string, now: Date): Promise<void> {
  await db.query(
    'update identity.confirmations set used_at = $2::timestamptz where id = $1::uuid',
    [id, now],
  );
}
