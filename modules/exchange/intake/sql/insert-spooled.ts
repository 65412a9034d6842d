import type { Database } from '../../../../platform/database/database.ts';

const INSERT = `
insert into exchange.spool (version_id, upload_id, first_line, lines)
values ($1::integer, $2::text, $3::bigint, $4::bytea)`;

/** Keeps lines of an upload, encrypted, until its end. */
export async function insertSpooled(
  db: Database,
  spooled: { versionId: number; uploadId: string; firstLine: number; lines: Buffer },
): Promise<void> {
  const { versionId, uploadId, firstLine, lines } = spooled;
  await db.query(INSERT, [versionId, uploadId, firstLine, lines]);
}
