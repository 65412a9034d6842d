import type { Database } from '../../../../platform/database/database.ts';

const LOCK = `select id from exchange.permissions where number = $1::text for update`;

/** Keeps a permission, if there is one, as it is until the transaction ends. */
export async function lockPermission(db: Database, number: string): Promise<void> {
  await db.query(LOCK, [number]);
}
