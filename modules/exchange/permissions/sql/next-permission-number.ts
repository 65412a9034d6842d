import type { Database } from '../../../../platform/database/database.ts';

const NEXT = `
insert into exchange.permission_numbers as held (year, last) values ($1::smallint, 1)
on conflict (year) do update set last = held.last + 1
returning last`;

const DIGITS = 6;

/** The next number of a year: who takes one holds the next ones back until the transaction ends. */
export async function nextPermissionNumber(db: Database, year: number): Promise<string> {
  const [row] = await db.query<{ last: number }>(NEXT, [year]);
  if (!row) throw new Error('A permission got no number.');
  return `KP-${year}-${String(row.last).padStart(DIGITS, '0')}`;
}
