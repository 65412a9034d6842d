import { CopyRows } from '../../../../platform/database/copy-in.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { ChangeKind } from '../decide-change.ts';

export interface ChangeRow {
  position: number;
  kind: ChangeKind;
  keyHash: Buffer;
  content: string;
  sealed: Buffer | null;
  /** JSON of what the open fields that it replaces were; null when there is nothing of it. */
  former: string | null;
}

const COPY = `
copy exchange.changes (version_id, position, kind, key_hash, content, sealed, former, recorded_at)
from stdin (format binary)`;

/** One letter each: the log has a billion of them. */
export const KIND_LETTERS: Readonly<Record<ChangeKind, string>> = {
  new: 'n',
  changed: 'c',
  corrected: 'x',
  deleted: 'd',
};

/** Adds changes to the log of a version. */
export async function copyChanges(
  db: Database,
  { versionId, recordedAt }: { versionId: number; recordedAt: Date },
  changes: readonly ChangeRow[],
): Promise<void> {
  const rows = new CopyRows();
  for (const { position, kind, keyHash, content, sealed, former } of changes) {
    rows.row(8);
    rows.integer(versionId);
    rows.bigint(position);
    rows.text(KIND_LETTERS[kind]);
    rows.binary(keyHash);
    rows.json(content);
    if (sealed) rows.binary(sealed);
    else rows.none();
    if (former) rows.json(former);
    else rows.none();
    rows.instant(recordedAt);
  }
  await db.copy(COPY, rows.end());
}
