import type { Database } from '../../../../platform/database/database.ts';
import { comparing, type KeptSnapshot, MISSING } from './compare-snapshot.ts';

export interface MissingRow {
  content: string;
  sealed: Buffer | null;
}

const SELECT = `select held.content::text as content, held.sealed ${MISSING} limit $4::integer`;

/** Records that a snapshot would remove. */
export async function selectMissing(
  db: Database,
  { versionId, uploadId, takenAt }: KeptSnapshot,
  limit: number,
): Promise<MissingRow[]> {
  const values = [versionId, uploadId, takenAt, limit];
  return await comparing(db, () => db.query<MissingRow & Record<string, unknown>>(SELECT, values));
}
