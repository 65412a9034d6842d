import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select kept_after as "keptAfter" from exchange.heads where version_id = $1::integer`;

/**
 * Up to which position the log of a version is no longer kept. Asked after changes were read: what a
 * purge took away meanwhile is then noticed.
 */
export async function selectKeptAfter(db: Database, versionId: number): Promise<number> {
  const [row] = await db.query<{ keptAfter: number }>({
    name: 'exchange-select-kept-after',
    text: SELECT,
    values: [versionId],
  });
  return row?.keptAfter ?? 0;
}
