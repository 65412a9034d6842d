import type { Database } from '../../../../platform/database/database.ts';

export interface SpoolPage {
  uploadId: string;
  firstLine: number;
  lines: Buffer;
}

const SELECT = `
select upload_id as "uploadId", first_line as "firstLine", lines from exchange.spool
where version_id = $1::integer and (upload_id, first_line) > ($2::text, $3::bigint)
order by upload_id, first_line
limit 1`;

/** The page of kept lines after another one, of whatever upload. */
export async function selectSpoolPage(
  db: Database,
  versionId: number,
  after: { uploadId: string; firstLine: number },
): Promise<SpoolPage | undefined> {
  const values = [versionId, after.uploadId, after.firstLine];
  const [row] = await db.query<SpoolPage & Record<string, unknown>>(SELECT, values);
  return row;
}
