import type { Database } from '../../../platform/database/database.ts';
import type { YearQuestion } from './used-in-year.ts';

/** Which part of what is kept has about so many rows, from 0 to 1; all of it when that has fewer. */
export async function readYearShare(
  db: Database,
  { reliefId }: Pick<YearQuestion, 'reliefId'>,
  rowsMax: number,
): Promise<number> {
  const table = reliefId === null ? 'transactions.lines' : 'transactions.applied_reliefs';
  const [row] = await db.query<{ share: number }>(
    `select least(1, $2::float8 / greatest(reltuples, 1)) as share
from pg_class where oid = $1::regclass`,
    [table, rowsMax],
  );
  return row?.share ?? 1;
}
