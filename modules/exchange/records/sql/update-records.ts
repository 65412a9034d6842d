import type { Database } from '../../../../platform/database/database.ts';
import type { RecordRow } from './copy-records.ts';

/** A deleted record keeps no content; one that states no version keeps the one that it had. */
const UPDATE = `
update exchange.records held
set position = change.position, record_version = coalesce(given.record_version, held.record_version),
  valid_from = given.valid_from, content_hash = given.content_hash,
  content = case when given.content_hash is not null then change.content end,
  sealed = case when given.content_hash is not null then change.sealed end,
  changed_at = $8::timestamptz
from (
  select position, record_version, valid_from,
    case when has_content then
      substring($5::bytea from (place::integer - 1) * $6::integer + 1 for $6::integer)
    end as content_hash
  from unnest($2::bigint[], $3::bigint[], $4::bigint[], $7::boolean[]) with ordinality
    as row (position, record_version, valid_from, has_content, place)
) given
cross join lateral (
  select position, key_hash, content, sealed
  from exchange.changes
  where version_id = $1::integer and position = given.position
  limit 1
) change
where held.version_id = $1::integer and held.key_hash = change.key_hash`;

const HASH_BYTES = 16;
const NO_HASH = '\0'.repeat(HASH_BYTES);

/** Brings records that a version has up to changes that stand in its log already. */
export async function updateRecords(
  db: Database,
  { versionId, changedAt }: { versionId: number; changedAt: Date },
  records: readonly RecordRow[],
): Promise<void> {
  const hashes = records.map(({ contentHash }) => contentHash ?? NO_HASH).join('');
  await db.query(UPDATE, [
    versionId,
    records.map(({ position }) => position),
    records.map(({ recordVersion }) => recordVersion),
    records.map(({ validFrom }) => validFrom),
    Buffer.from(hashes, 'latin1'),
    HASH_BYTES,
    records.map(({ contentHash }) => contentHash !== null),
    changedAt,
  ]);
}
