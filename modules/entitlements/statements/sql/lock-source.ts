import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const SELECT = `
select data_set as "dataSet", version, kind, position, absent_count as "absentCount",
  absent_held as "absentHeld", absent_since as "absentSince", absent_confirmed as "absentConfirmed"
from entitlements.statement_sources
where data_set = $1::text and version = $2::smallint`;

const LOCKS = { wait: `${SELECT} for update`, skip: `${SELECT} for update skip locked` };

/** The source, locked until the transaction ends; undefined while another follows it, unless it waits. */
export async function lockSource(
  db: Database,
  { dataSet, version }: Pick<StatementSource, 'dataSet' | 'version'>,
  how: keyof typeof LOCKS,
): Promise<StatementSource | undefined> {
  const values = [dataSet, version];
  const [row] = await db.query<StatementSource & Record<string, unknown>>(LOCKS[how], values);
  return row;
}
