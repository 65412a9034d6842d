import { CopyRows } from '../../../../platform/database/copy-in.ts';
import type { Database } from '../../../../platform/database/database.ts';

const COPY = `
copy exchange.seen_keys (version_id, upload_id, key_hash) from stdin (format binary)`;

/** Remembers which records a snapshot names, by their keyed hashes (latin1). */
export async function copySeenKeys(
  db: Database,
  { versionId, uploadId }: { versionId: number; uploadId: string },
  keyHashes: readonly string[],
): Promise<void> {
  const rows = new CopyRows();
  for (const keyHash of keyHashes) {
    rows.row(3);
    rows.integer(versionId);
    rows.text(uploadId);
    rows.latin1(keyHash);
  }
  await db.copy(COPY, [rows.end()]);
}
