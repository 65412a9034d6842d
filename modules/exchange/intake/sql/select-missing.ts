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

export async function selectMissing(
  db: Database,
  { versionId, uploadId, takenAt }: Snapshot,
  limit: number,
): Promise<MissingRow[]> {
  const text = `select held.content::text as content, held.sealed ${MISSING} limit $4::integer`;
  return await db.query<MissingRow & Record<string, unknown>>(text, [
    ...[versionId, uploadId, takenAt],
    limit,
  ]);
}

export async function countMissing(
  db: Database,
  { versionId, uploadId, takenAt }: Snapshot,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*) as count ${MISSING}`, [
    ...[versionId, uploadId, takenAt],
  ]);
  return row?.count ?? 0;
}
