import type { Database } from '../../../../platform/database/database.ts';
import type { HeldRecord } from '../decide-change.ts';

export interface HeldRow extends HeldRecord {
  /** Which of the hashes that were asked for, from 0. */
  place: number;
  /** Of its last change. */
  position: number;
  /** Whether it changed after the instant that was named. */
  isNewer: boolean;
}

/**
 * One value with all hashes is read faster than an array of them. `lateral … limit 1`: the prepared plan
 * was made when the table was small, and must not become a join that reads all of it.
 */
const SELECT = `
select
  place, held.position, held.content_hash as "contentHash",
  held.record_version as "recordVersion", held.valid_from as "validFrom",
  coalesce(held.changed_at > $5::timestamptz, false) as "isNewer"
from generate_series(0, $3::integer - 1) as place
cross join lateral (
  select position, content_hash, record_version, valid_from, changed_at
  from exchange.records
  where version_id = $1::integer
    and key_hash = substring($2::bytea from place * $4::integer + 1 for $4::integer)
  limit 1
) held`;

/** What is held under keyed hashes of one length (latin1), deleted or not. */
export async function selectHeld(
  db: Database,
  { versionId, newerThan }: { versionId: number; newerThan: Date | null },
  keyHashes: readonly string[],
): Promise<HeldRow[]> {
  const [first] = keyHashes;
  if (first === undefined) return [];
  const bytes = Buffer.from(keyHashes.join(''), 'latin1');
  const rows = await db.query<Omit<HeldRow, 'contentHash'> & { contentHash: Buffer | null }>({
    name: 'exchange-select-held',
    text: SELECT,
    values: [versionId, bytes, keyHashes.length, first.length, newerThan],
  });
  return rows.map((row) => ({ ...row, contentHash: row.contentHash?.toString('latin1') ?? null }));
}
