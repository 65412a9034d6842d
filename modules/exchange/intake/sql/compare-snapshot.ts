import type { Database } from '../../../../platform/database/database.ts';

/** A snapshot whose lines are all kept, and its data set. */
export interface KeptSnapshot {
  versionId: number;
  uploadId: string;
  takenAt: Date | null;
  /** The sender's versions tell what is newer, and not the time of the snapshot. */
  isVersioned: boolean;
}

/** What is held, with what the snapshot says of it. */
const HELD_AND_SEEN = `
from exchange.records held
left join exchange.seen_keys seen on seen.version_id = $1::integer and seen.upload_id = $2::text
  and seen.key_hash = held.key_hash
where held.version_id = $1::integer and held.content_hash is not null`;

/** Whether it does not name what was not changed since it was taken. */
const IS_MISSING = 'seen.key_hash is null and held.changed_at <= $3::timestamptz';

export const MISSING = `${HELD_AND_SEEN} and ${IS_MISSING}`;

/** Whether what `seen` says would change what is held: as `decideChange` rules. */
export const CHANGES = `
seen.content_hash <> held.content_hash and case when $4::boolean
  then coalesce(seen.record_version > held.record_version, true)
  else held.changed_at <= $3::timestamptz
end`;

const COUNT = `
select count(*) filter (where ${IS_MISSING}) as removed, count(*) filter (where ${CHANGES}) as changed
${HELD_AND_SEEN}`;

/**
 * How many records a snapshot would remove, and how many of its lines would change one. Both by one join:
 * it takes as long as looking for what is missing alone does.
 */
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
