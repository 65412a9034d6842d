import type { Database } from '../../../../platform/database/database.ts';
import type { ChangeEntry } from '../../reading/sql/select-changes.ts';

/** A page ends before it becomes longer than this, but has one change at least. */
const PAGE_BYTES_MAX = 1_048_576;

const SELECT = `
select position, kind, content, sealed, former, recorded_at as "recordedAt"
from (
  select
    position, kind, content, sealed, former, recorded_at,
    sum(octet_length(content) + coalesce(octet_length(sealed), 0)) over (order by position)
      - octet_length(content) - coalesce(octet_length(sealed), 0) as bytes_before
  from (
    select position, kind, content::text as content, sealed, former, recorded_at
    from exchange.changes
    where version_id = $1::integer and position > $2::bigint
      and ($3::bigint is null or position <= $3::bigint)
    order by position
    limit $4::integer
  ) found
) measured
where $3::bigint is not null or bytes_before < $5::bigint
order by position`;

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
    values: [versionId, after, end, limit, PAGE_BYTES_MAX],
  });
}
