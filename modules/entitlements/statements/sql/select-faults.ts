import type { Database } from '../../../../platform/database/database.ts';
import type { StatementFault, StatementSource } from '../statement-source.ts';

const SELECT = `
select key_hash as "keyHash", position, code, details, noted_at as "notedAt"
from entitlements.statement_faults
where data_set = $1::text and version = $2::smallint and position > $3::bigint
  and ($4::timestamptz is null or noted_at < $4::timestamptz)
order by position
limit $5::integer`;

interface FaultFilter {
  after: number;
  /** Only those that were looked at before this. */
  before: Date | null;
  limit: number;
}

/** Records that could not be followed, in the order of their positions. */
export async function selectFaults(
  db: Database,
  { dataSet, version }: Pick<StatementSource, 'dataSet' | 'version'>,
  { after, before, limit }: FaultFilter,
): Promise<(StatementFault & { notedAt: Date })[]> {
  return await db.query<StatementFault & { notedAt: Date } & Record<string, unknown>>(SELECT, [
    dataSet,
    version,
    after,
    before,
    limit,
  ]);
}
