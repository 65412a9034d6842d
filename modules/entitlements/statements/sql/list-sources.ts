import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const SELECT = `
select data_set as "dataSet", version, kind, position, absent_count as "absentCount",
  absent_held as "absentHeld", absent_since as "absentSince", absent_confirmed as "absentConfirmed"
from entitlements.statement_sources
order by data_set, version
limit 10000`;

/** All data sets in which grantors state something. */
export async function listSources(db: Database): Promise<StatementSource[]> {
  return await db.query<StatementSource & Record<string, unknown>>(SELECT);
}
