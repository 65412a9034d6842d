import type { Database } from '../../../../platform/database/database.ts';

interface Spooled {
  firstLine: number;
  lines: Buffer;
}

const SELECT = `
select first_line as "firstLine", lines from exchange.spool
where version_id = $1::integer and upload_id = $2::text and first_line > $3::bigint
order by first_line
limit 1`;

/** The kept lines of an upload that follow those that began with `after`. */
export async function selectSpooled(
  db: Database,
  { versionId, uploadId, after }: { versionId: number; uploadId: string; after: number },
): Promise<Spooled | undefined> {
  const [row] = await db.query<Spooled & Record<string, unknown>>(SELECT, [
    versionId,
    uploadId,
    after,
  ]);
  return row;
}
