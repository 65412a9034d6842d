import type { Database } from '../../../../platform/database/database.ts';
import { insertSpooled } from '../../intake/sql/insert-spooled.ts';

const DELETE = `
delete from exchange.spool
where version_id = $1::integer and upload_id = $2::text and first_line = $3::bigint
returning first_line`;

/** Keeps other lines in place of those of a page, unless its upload ended meanwhile. */
export async function replaceSpoolPage(
  db: Database,
  page: { versionId: number; uploadId: string; firstLine: number; lines: Buffer },
): Promise<void> {
  const { versionId, uploadId, firstLine } = page;
  const deleted = await db.query(DELETE, [versionId, uploadId, firstLine]);
  if (deleted.length > 0) await insertSpooled(db, page);
}
