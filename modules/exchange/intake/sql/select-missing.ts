import type { Database } from '../../../../platform/database/database.ts';

/** What is held, was not changed since the snapshot was taken, and is not in it. */
interface Snapshot {
  versionId: number;
  uploadId: string;
  takenAt: Date | null;
}

export interface MissingRow {
  content: string;
  sealed: Buffer | null;
}

const MISSING = `
from exchange.records held
where held.version_id = $1::integer and held.content_hash is not null
  and held.changed_at <= $3::timestamptz
  and not exists (
    select from exchange.seen_keys seen
    where seen.version_id = $1::integer and seen.upload_id = $2::text
      and seen.key_hash = held.key_hash
  )`;

/** A whole register is compared with a whole snapshot: the one place where no index helps. */
const COMPARING = `select set_config('enable_hashjoin', $1::text, true),
  set_config('enable_seqscan', $1::text, true)`;

async function comparing<T>(db: Database, work: () => Promise<T>): Promise<T> {
  await db.query(COMPARING, ['on']);
  const outcome = await work();
  await db.query(COMPARING, ['off']);
  return outcome;
}

export async function selectMissing(
  db: Database,
  { versionId, uploadId, takenAt }: Snapshot,
  limit: number,
): Promise<MissingRow[]> {
  const text = `select held.content::text as content, held.sealed ${MISSING} limit $4::integer`;
  const values = [versionId, uploadId, takenAt, limit];
  return await comparing(db, () => db.query<MissingRow & Record<string, unknown>>(text, values));
}

export async function countMissing(
  db: Database,
  { versionId, uploadId, takenAt }: Snapshot,
): Promise<number> {
  const text = `select count(*) as count ${MISSING}`;
  const values = [versionId, uploadId, takenAt];
  const [row] = await comparing(db, () => db.query<{ count: number }>(text, values));
  return row?.count ?? 0;
}
