import { CopyRows } from '../../../../platform/database/copy-in.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { ChangeKind } from '../decide-change.ts';

/** A change as it stands in the log. */
export interface ChangeRow {
  position: number;
  kind: ChangeKind;
  /** Latin1. */
  keyHash: string;
  content: string;
  sealed: Buffer | null;
  /** JSON of what the open fields that it replaces were; null when there is nothing of it. */
  former: string | null;
  /** The position of the change of this key before it; null for the first. */
  before: number | null;
}

const COPY = `
copy exchange.changes (
  version_id, position, kind, key_hash, content, sealed, former, before, recorded_at
) from stdin (format binary)`;

/** One letter each: the log has a billion of them. */
export const KIND_LETTERS: Readonly<Record<ChangeKind, string>> = {
  new: 'n',
  changed: 'c',
  corrected: 'x',
  deleted: 'd',
  erased: 'e',
};

/** Makes the rows of changes for `copyChanges`. */
export function changeRows(
  { versionId, recordedAt }: { versionId: number; recordedAt: Date },
  changes: readonly ChangeRow[],
): Buffer {
  const rows = new CopyRows();
  for (const { position, kind, keyHash, content, sealed, former, before } of changes) {
    rows.row(9);
    rows.integer(versionId);
    rows.bigint(position);
    rows.text(KIND_LETTERS[kind]);
    rows.latin1(keyHash);
    rows.json(content);
    if (sealed) rows.binary(sealed);
    else rows.none();
    if (former === null) rows.none();
    else rows.json(former);
    if (before === null) rows.none();
    else rows.bigint(before);
    rows.instant(recordedAt);
  }
  return rows.end();
}

/** Adds changes to the log of a version. */
export async function copyChanges(db: Database, rows: readonly Buffer[]): Promise<void> {
  await db.copy(COPY, rows);
}
