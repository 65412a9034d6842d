import pg from 'pg';
import { CopyRows } from '../../../../platform/database/copy-in.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** The present state of a record. Hashes are latin1. */
export interface RecordRow {
  keyHash: string;
  lookupHash: string | null;
  position: number;
  recordVersion: number | null;
  validFrom: number | null;
  /** Null: it is deleted, and keeps no content. */
  contentHash: string | null;
  content: string;
  sealed: Buffer | null;
}

const COPY = `
copy exchange.records (
  version_id, key_hash, lookup_hash, position, record_version, valid_from, content_hash, content,
  sealed, changed_at
) from stdin (format binary)`;

const UNIQUE_VIOLATION = '23505';

/** Makes the rows of records for `copyRecords`. */
export function recordRows(
  { versionId, changedAt }: { versionId: number; changedAt: Date },
  records: readonly RecordRow[],
): Buffer {
  const rows = new CopyRows();
  const number = (value: number | null) => (value === null ? rows.none() : rows.bigint(value));
  const hash = (value: string | null) => (value === null ? rows.none() : rows.latin1(value));
  for (const record of records) {
    rows.row(10);
    rows.integer(versionId);
    rows.latin1(record.keyHash);
    hash(record.lookupHash);
    rows.bigint(record.position);
    number(record.recordVersion);
    number(record.validFrom);
    hash(record.contentHash);
    if (record.contentHash === null) rows.none();
    else rows.json(record.content);
    if (record.contentHash === null || record.sealed === null) rows.none();
    else rows.binary(record.sealed);
    rows.instant(changedAt);
  }
  return rows.end();
}

/** Adds records whose keys a version does not have yet. */
export async function copyRecords(db: Database, rows: readonly Buffer[]): Promise<void> {
  await db.copy(COPY, rows);
}

/** Whether rows were refused because one of their keys is there already. */
export function isKeyThere(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;
}
