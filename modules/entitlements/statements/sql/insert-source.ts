import type { Database } from '../../../../platform/database/database.ts';
import type { StatementSource } from '../statement-source.ts';

const INSERT = `
insert into entitlements.statement_sources (data_set, version, kind, added_at)
values ($1::text, $2::smallint, $3::text, $4::timestamptz)
on conflict do nothing
returning data_set`;

/** False: it is followed already. */
export async function insertSource(
  db: Database,
  { dataSet, version, kind }: Pick<StatementSource, 'dataSet' | 'version' | 'kind'>,
  at: Date,
): Promise<boolean> {
  return (await db.query(INSERT, [dataSet, version, kind, at])).length > 0;
}
