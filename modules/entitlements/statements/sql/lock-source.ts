import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const LOCK = `
select data_set as "dataSet", version, kind, position
from entitlements.statement_sources
where data_set = $1::text and version = $2::smallint
for update skip locked`;

/** The source, locked until the transaction ends; undefined while another server follows it. */
export async function lockSource(
  db: Database,
  { dataSet, version }: Pick<StatementSource, 'dataSet' | 'version'>,
): Promise<StatementSource | undefined> {
  const [row] = await db.query<StatementSource & Record<string, unknown>>(LOCK, [dataSet, version]);
  return row;
}
