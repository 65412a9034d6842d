import type { Database } from '../../../../platform/database/database.ts';
import type { HeldRecord } from '../decide-change.ts';

export interface HeldRow extends HeldRecord {
  keyHash: Buffer;
  changedAt: Date;
}

/**
 * One value with all hashes is read faster than an array of them. `lateral … limit 1`: the prepared plan
 * was made when the table was small, and must not become a join that reads all of it.
 */
const SELECT = `
select
  held.key_hash as "keyHash", held.content_hash as "contentHash",
  held.record_version as "recordVersion", held.valid_from as "validFrom",
  held.changed_at as "changedAt"
from generate_series(0, $3::integer - 1) as place
cross join lateral (
  select key_hash, content_hash, record_version, valid_from, changed_at
  from exchange.records
  where version_id = $1::integer
    and key_hash = substring($2::bytea from place * $4::integer + 1 for $4::integer)
  limit 1
) held`;

/** What is held under keyed hashes of one length, deleted or not. */
export async function selectHeld(
  db: Database,
  versionId: number,
  keyHashes: readonly Buffer[],
): Promise<HeldRow[]> {
  const [first] = keyHashes;
  if (!first) return [];
  return await db.query<HeldRow & Record<string, unknown>>({
    name: 'exchange-select-held',
    text: SELECT,
    values: [versionId, Buffer.concat(keyHashes), keyHashes.length, first.length],
  });
}
