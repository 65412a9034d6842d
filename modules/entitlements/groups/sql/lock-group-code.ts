import type { Database } from '../../../../platform/database/database.ts';

/** Until the transaction ends nobody else adds a group with this code. */
export async function lockGroupCode(db: Database, code: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('group ' || $1::text, 0))`, [code]);
}
