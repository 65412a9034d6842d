import type { Database } from '../../../../platform/database/database.ts';
import type { ReadRecord } from '../../records/record-reader.ts';
import { CHANGES, type KeptSnapshot } from './compare-snapshot.ts';

export interface DifferingRow {
  /** Which of the given records, from 0. */
  place: number;
  /** What is held under its key. */
  content: string;
  sealed: Buffer | null;
}

/** By the index, as in `selectHeld`. */
const SELECT = `
select seen.place::integer - 1 as place, held.content::text as content, held.sealed
from unnest($2::bytea[], $5::bytea[], $6::bigint[]) with ordinality
  as seen (key_hash, content_hash, record_version, place)
cross join lateral (
  select content, sealed, content_hash, record_version, changed_at
  from exchange.records
  where version_id = $1::integer and key_hash = seen.key_hash and content_hash is not null
  limit 1
) held
where ${CHANGES}
limit $7::integer`;

/** What is held where records of a snapshot would change it, at most so many. */
export async function selectDiffering(
  db: Database,
  { versionId, takenAt, isVersioned }: KeptSnapshot,
  { records, limit }: { records: readonly ReadRecord[]; limit: number },
): Promise<DifferingRow[]> {
  const bytes = (hash: string | null) => (hash === null ? null : Buffer.from(hash, 'latin1'));
  return await db.query<DifferingRow & Record<string, unknown>>(SELECT, [
    ...[versionId, records.map(({ keyHash }) => bytes(keyHash)), takenAt, isVersioned],
    records.map(({ contentHash }) => bytes(contentHash)),
    records.map(({ recordVersion }) => recordVersion),
    limit,
  ]);
}
