import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const UPDATE = `
update entitlements.statement_sources set absent_count = $3::bigint
where data_set = $1::text and version = $2::smallint`;

/** How many grants wait for a confirmation that they end; null: none. */
export async function updateAbsent(
  db: Database,
  { dataSet, version }: Pick<StatementSource, 'dataSet' | 'version'>,
  count: number | null,
): Promise<void> {
  await db.query(UPDATE, [dataSet, version, count]);
}
