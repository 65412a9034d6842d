import type { Database } from '../../../../platform/database/database.ts';

/** The last change of a record in a batch. */
export interface MergedRecord {
  position: number;
  lookupHash: Buffer | null;
  recordVersion: number | null;
  validFrom: number | null;
  contentHash: Buffer | null;
}

const GIVEN = `
from unnest($2::bigint[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bytea[])
  as given (position, lookup_hash, record_version, valid_from, content_hash)
cross join lateral (
  select version_id, position, key_hash, content, sealed, recorded_at
  from exchange.changes
  where version_id = $1::integer and position = given.position
  limit 1
) change`;

const INSERT = `
insert into exchange.records (
  version_id, key_hash, lookup_hash, position, record_version, valid_from, content_hash, content,
  sealed, changed_at
)
select
  change.version_id, change.key_hash, given.lookup_hash, change.position, given.record_version,
  given.valid_from, given.content_hash,
  case when given.content_hash is not null then change.content end,
  case when given.content_hash is not null then change.sealed end,
  change.recorded_at
${GIVEN}`;

const UPDATE = `
update exchange.records held
set position = change.position, record_version = coalesce(given.record_version, held.record_version),
  valid_from = given.valid_from, content_hash = given.content_hash,
  content = case when given.content_hash is not null then change.content end,
  sealed = case when given.content_hash is not null then change.sealed end,
  changed_at = change.recorded_at
${GIVEN}
where held.version_id = $1::integer and held.key_hash = change.key_hash`;

/**
 * Brings the records of a version up to changes that stand in its log already. The caller knows which
 * keys are there and which are not, so neither has to look for conflicts.
 */
export async function mergeRecords(
  db: Database,
  versionId: number,
  { added, changed }: { added: readonly MergedRecord[]; changed: readonly MergedRecord[] },
): Promise<void> {
  if (added.length > 0) await db.query(INSERT, [versionId, ...columnsOf(added)]);
  if (changed.length > 0) await db.query(UPDATE, [versionId, ...columnsOf(changed)]);
}

function columnsOf(records: readonly MergedRecord[]): unknown[] {
  return [
    records.map(({ position }) => position),
    records.map(({ lookupHash }) => lookupHash),
    records.map(({ recordVersion }) => recordVersion),
    records.map(({ validFrom }) => validFrom),
    records.map(({ contentHash }) => contentHash),
  ];
}
