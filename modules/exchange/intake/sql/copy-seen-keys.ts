import { CopyRows } from '../../../../platform/database/copy-in.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { ReadRecord } from '../../records/record-reader.ts';

const COPY = `
copy exchange.seen_keys (version_id, upload_id, key_hash, content_hash, record_version)
from stdin (format binary)`;

/** Remembers which records a snapshot names and what it says of them, by their keyed hashes. */
export async function copySeenKeys(
  db: Database,
  { versionId, uploadId }: { versionId: number; uploadId: string },
  records: readonly ReadRecord[],
): Promise<void> {
  const rows = new CopyRows();
  for (const { keyHash, contentHash, recordVersion } of records) {
    rows.row(5);
    rows.integer(versionId);
    rows.text(uploadId);
    rows.latin1(keyHash);
    if (contentHash === null) rows.none();
    else rows.latin1(contentHash);
    if (recordVersion === null) rows.none();
    else rows.bigint(recordVersion);
  }
  await db.copy(COPY, [rows.end()]);
}
