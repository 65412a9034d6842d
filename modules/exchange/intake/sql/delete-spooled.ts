import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
with lines as (
  delete from exchange.spool where version_id = $1::integer and upload_id = $2::text
)
delete from exchange.seen_keys where version_id = $1::integer and upload_id = $2::text`;

/** Removes the lines and keys that were kept for the end of an upload. */
export async function deleteSpooled(
  db: Database,
  { versionId, uploadId }: { versionId: number; uploadId: string },
): Promise<void> {
  await db.query(DELETE, [versionId, uploadId]);
}
