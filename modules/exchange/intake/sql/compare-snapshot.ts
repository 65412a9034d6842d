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

/** Whether what `seen` says is newer than what is held: as `decideChange` rules. */
const IS_NEWER = `
case when $4::boolean
  then coalesce(seen.record_version > held.record_version, true)
  else held.changed_at <= $3::timestamptz
end`;

/** Whether what `seen` says would change what is held. */
export const CHANGES = `seen.content_hash <> held.content_hash and ${IS_NEWER}`;

/** Whether it would add what is not held, or is no more. */
const ADDS = `
seen.key_hash is not null and (held.key_hash is null or held.content_hash is null and ${IS_NEWER})`;

const COUNT = `
select
  count(*) filter (where held.content_hash is not null and ${IS_MISSING}) as removed,
  count(*) filter (where ${CHANGES}) as changed,
  count(*) filter (where ${ADDS}) as added
from (
  select key_hash, content_hash, record_version, changed_at
  from exchange.records where version_id = $1::integer
) held
full join (
  select key_hash, content_hash, record_version
  from exchange.seen_keys where version_id = $1::integer and upload_id = $2::text
) seen on seen.key_hash = held.key_hash`;

/**
 * How many records a snapshot would remove, and how many of its lines would change or add one. All by one
 * join: it takes as long as looking for what is missing alone does.
 */
export async function compareSnapshot(
  db: Database,
  snapshot: KeptSnapshot,
): Promise<{ removed: number; changed: number; added: number }> {
  const { versionId, uploadId, takenAt, isVersioned } = snapshot;
  const values = [versionId, uploadId, takenAt, isVersioned];
  const [row] = await comparing(db, () =>
    db.query<{ removed: number; changed: number; added: number }>(COUNT, values),
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
