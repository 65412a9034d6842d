import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select first_line as "firstLine"
from (
  select first_line, row_number() over (order by first_line) - 1 as place,
    (count(*) over () + $3::bigint - 1) / $3::bigint as step
  from exchange.spool
  where version_id = $1::integer and upload_id = $2::text
) kept
where place % step = 0
order by first_line`;

/** The first lines of at most so many pages of what is kept of an upload, spread over all of it. */
export async function selectSpreadLines(
  db: Database,
  { versionId, uploadId }: { versionId: number; uploadId: string },
  pages: number,
): Promise<number[]> {
  const rows = await db.query<{ firstLine: number }>(SELECT, [versionId, uploadId, pages]);
  return rows.map(({ firstLine }) => firstLine);
}
