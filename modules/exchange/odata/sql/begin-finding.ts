import type { Database } from '../../../../platform/database/database.ts';

const BEGIN = `
select records,
  set_config('statement_timeout', coalesce($2::text, current_setting('statement_timeout')), true)
from exchange.heads where version_id = $1::integer`;

/**
 * How many records a version holds; and statements of this transaction that take longer are ended by
 * the database (null: as it was limited before). Both at once: each way to the database and back is a
 * large part of a quick answer.
 */
export async function beginFinding(
  db: Database,
  versionId: number,
  timeoutMs: number | null,
): Promise<number> {
  const [row] = await db.query<{ records: number }>({
    name: 'exchange-begin-finding',
    text: BEGIN,
    values: [versionId, timeoutMs === null ? null : String(timeoutMs)],
  });
  if (!row) throw new Error('A version has no head.');
  return row.records;
}
