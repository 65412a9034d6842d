import type { Database } from '../../../../platform/database/database.ts';

/** The database refuses a block that is not after the one before. */
export async function setCursor(db: Database, block: number): Promise<void> {
  await db.query('update identity.alert_cursor set block = $1::bigint', [block]);
}
