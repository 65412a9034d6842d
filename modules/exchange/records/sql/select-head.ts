import type { Database } from '../../../../platform/database/database.ts';
import type { Head } from './lock-head.ts';

const SELECT = `
select position, records, kept_after as "keptAfter"
from exchange.heads where version_id = $1::integer`;

/**
 * How far the log of a version reaches, and after which position it is kept: asked after changes were
 * read, so that what a purge took away meanwhile is noticed.
 */
export async function selectHead(
  db: Database,
  versionId: number,
): Promise<Head & { keptAfter: number }> {
  const [row] = await db.query<Head & { keptAfter: number } & Record<string, unknown>>({
    name: 'exchange-select-head',
    text: SELECT,
    values: [versionId],
  });
  if (!row) throw new Error('A version has no head.');
  return { ...row };
}
