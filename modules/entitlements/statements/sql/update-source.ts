import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const UPDATE = `
update entitlements.statement_sources set position = $3::bigint
where data_set = $1::text and version = $2::smallint`;

/** How far the data set was followed. */
export async function updateSource(
  db: Database,
  { dataSet, version, position }: Pick<StatementSource, 'dataSet' | 'version' | 'position'>,
): Promise<void> {
  await db.query(UPDATE, [dataSet, version, position]);
}
