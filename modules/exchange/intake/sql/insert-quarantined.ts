import type { Database } from '../../../../platform/database/database.ts';
import type { RecordProblem } from '../../records/record-problem.ts';

export interface QuarantinedRow {
  id: string;
  line: number | null;
  problems: readonly RecordProblem[];
  /** The record as it came, encrypted; null when it could not be read as a text. */
  sealed: Buffer | null;
}

const INSERT = `
insert into exchange.quarantine (id, version_id, upload_id, line, problems, sealed, received_at)
select given.id, $1::integer, $2::text, given.line, given.problems, given.sealed, $3::timestamptz
from unnest($4::uuid[], $5::bigint[], $6::jsonb[], $7::bytea[])
  as given (id, line, problems, sealed)`;

export async function insertQuarantined(
  db: Database,
  of: { versionId: number; uploadId: string | null; receivedAt: Date },
  rows: readonly QuarantinedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(INSERT, [
    of.versionId,
    of.uploadId,
    of.receivedAt,
    rows.map(({ id }) => id),
    rows.map(({ line }) => line),
    rows.map(({ problems }) => JSON.stringify(problems)),
    rows.map(({ sealed }) => sealed),
  ]);
}
