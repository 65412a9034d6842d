import type { Database } from '../../../../platform/database/database.ts';

/** Ends a confirmation that the person did not give. */
export async function setRefused(db: Database, id: string, now: Date): Promise<void> {
  await db.query(
    'update identity.confirmations set refused_at = $2::timestamptz where id = $1::uuid',
    [id, now],
  );
}
