import type { Database } from '../../../../platform/database/database.ts';
import type { ChangeEntry } from '../../reading/sql/select-changes.ts';
import { pageStatement } from './page-statement.ts';

const SELECT = pageStatement({
  from: 'exchange.changes',
  owner: 'version_id',
  columns: 'kind, content::text as content, sealed, former, recorded_at as "recordedAt"',
  bytes: '(octet_length(content) + coalesce(octet_length(sealed), 0))',
});

/**
 * The next changes of a version after a position: at most `limit`, and about a mebibyte of them; or,
 * with an `end`, all up to that one again.
 */
export async function selectPage(
  db: Database,
  asked: { versionId: number; after: number; end: number | null; limit: number },
): Promise<ChangeEntry[]> {
  const { versionId, after, end } = asked;
  const limit = end === null ? asked.limit : end - after;
  return await db.query<ChangeEntry & Record<string, unknown>>({
    name: 'exchange-select-page',
    text: SELECT,
    values: [versionId, after, end, limit],
  });
}
