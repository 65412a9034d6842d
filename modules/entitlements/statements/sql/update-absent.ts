import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const UPDATE = `
update entitlements.statement_sources
set absent_count = $3::bigint, absent_held = $4::bigint, absent_since = $5::timestamptz,
  absent_confirmed = $6::boolean
where data_set = $1::text and version = $2::smallint`;

/** Nobody is asked whether grants may end. */
export const NOT_ASKED = {
  ...{ absentCount: null, absentHeld: null, absentSince: null },
  absentConfirmed: false,
};

/** Notes how many grants wait for a confirmation that they end, and whether it was given. */
export async function updateAbsent(
  db: Database,
  source: Omit<StatementSource, 'kind' | 'position'>,
): Promise<void> {
  const { dataSet, version, absentCount, absentHeld, absentSince, absentConfirmed } = source;
  const counted = [absentCount, absentHeld, absentSince, absentConfirmed];
  await db.query(UPDATE, [dataSet, version, ...counted]);
}
