import type { Database } from '../../../../platform/database/database.ts';

/** Statements of this transaction that take longer are ended by the database. */
export async function limitTime(db: Database, timeoutMs: number): Promise<void> {
  await db.query(`select set_config('statement_timeout', $1::text, true)`, [String(timeoutMs)]);
}
