import type { Database } from '../../../../platform/database/database.ts';

/** A snapshot whose lines are all kept, and its data set. */
export interface KeptSnapshot {
  versionId: number;
  uploadId: string;
  takenAt: Date | null;
  /** The sender's versions tell what is newer, and not the time of the snapshot. */
  isVersioned: boolean;
}

const HELD = `
from exchange.records held
where held.version_id = $1::integer and held.content_hash is not null`;

const SEEN = `
select from exchange.seen_keys seen
where seen.version_id = $1::integer and seen.upload_id = $2::text and seen.key_hash = held.key_hash`;

/** What is held, was not changed since the snapshot was taken, and is not in it. */
export const MISSING = `${HELD} and held.changed_at <= $3::timestamptz and not exists (${SEEN})`;

/** Whether what `seen` says would change what is held: as `decideChange` rules. */
export const CHANGES = `
seen.content_hash <> held.content_hash and case when $4::boolean
  then coalesce(seen.record_version > held.record_version, true)
  else held.changed_at <= $3::timestamptz
end`;

const COUNT = `
select
  (select count(*) ${MISSING}) as removed,
  (select count(*) ${HELD} and exists (${SEEN} and ${CHANGES})) as changed`;

/** How many of the held records a snapshot would remove, and change: each of them once. */
export async function compareSnapshot(
  db: Database,
  snapshot: KeptSnapshot,
): Promise<{ removed: number; changed: number }> {
  const { versionId, uploadId, takenAt, isVersioned } = snapshot;
  const values = [versionId, uploadId, takenAt, isVersioned];
  const [row] = await comparing(db, () =>
    db.query<{ removed: number; changed: number }>(COUNT, values),
  );
  if (!row) throw new Error('A count has no answer.');
  return row;
}

/** A whole register is compared with a whole snapshot: the one place where no index helps. */
const COMPARING = `select set_config('enable_hashjoin', $1::text, true),
  set_config('enable_seqscan', $1::text, true)`;

export async function comparing<T>(db: Database, work: () => Promise<T>): Promise<T> {
  await db.query(COMPARING, ['on']);
  const outcome = await work();
  await db.query(COMPARING, ['off']);
  return outcome;
}
