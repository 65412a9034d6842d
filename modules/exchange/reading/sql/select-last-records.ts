import type { Database } from '../../../../platform/database/database.ts';
import type { KeptRecord } from '../../held/sql/select-records.ts';

/** So many changes are looked through for each record: some were changed again, or deleted. */
const CHANGES_FOR_EACH = 10;

const RECORD = `record.key_hash as "keyHash", record.position, record.content::text as content,
  record.sealed`;

const SELECT_CHANGED = `
with changed as materialized (
  select key_hash, position from exchange.changes
  where version_id = $1::integer
  order by position desc
  limit $2::integer * $3::integer
)
select ${RECORD}
from changed
join exchange.records record
  on record.version_id = $1::integer and record.key_hash = changed.key_hash
    and record.position = changed.position
where record.content_hash is not null
order by record.position desc
limit $2::integer`;

const SELECT_ALL = `
select ${RECORD}
from exchange.records record
where record.version_id = $1::integer and record.content_hash is not null
order by record.position desc
limit $2::integer`;

/**
 * The records of a version that changed last, the last one first. The newest changes of the log tell which;
 * where it has too few of them, as the log of a data set that rests for years, all records are looked through.
 */
export async function selectLastRecords(
  db: Database,
  { versionId, limit }: { versionId: number; limit: number },
): Promise<KeptRecord[]> {
  type Row = KeptRecord & Record<string, unknown>;
  const changed = await db.query<Row>(SELECT_CHANGED, [versionId, limit, CHANGES_FOR_EACH]);
  if (changed.length === limit) return changed;
  return await db.query<Row>(SELECT_ALL, [versionId, limit]);
}
