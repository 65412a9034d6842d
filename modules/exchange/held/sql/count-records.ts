import type { Database } from '../../../../platform/database/database.ts';
import { rowsCondition } from '../../permissions/rows-condition.ts';
import type { RowCondition } from '../../permissions/view.ts';

/** How many records a view shows, counted no further than to the limit. */
export async function countRecords(
  db: Database,
  { versionId, rows, limit }: { versionId: number; rows: readonly RowCondition[]; limit: number },
): Promise<number> {
  const condition = rowsCondition(rows, 3);
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count
     from (
       select from exchange.records
       where version_id = $1::integer and content_hash is not null${condition.text}
       limit $2::integer
     ) found`,
    [versionId, limit, ...condition.values],
  );
  return row?.count ?? 0;
}
