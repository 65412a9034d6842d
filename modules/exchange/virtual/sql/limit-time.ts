import type { Database } from '../../../../platform/database/database.ts';

const LIMIT = `select set_config('statement_timeout', $1::text, true)`;

/** Statements of this transaction that take longer are ended by the database: nobody waits for them. */
export async function limitTime(db: Database, timeLimitMs: number): Promise<void> {
  await db.query(LIMIT, [String(timeLimitMs)]);
}
