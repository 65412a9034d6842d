import type { Database } from '../../../platform/database/database.ts';

const COUNTED_MAX = 10_000;

const COUNT = `
select
  (select count(*) from (
    select from registers.faults where register = $1::text limit $2::integer) counted) as faults,
  (select count(*) from (
    select from registers.waiting where register = $1::text limit $2::integer) counted) as waiting`;

/** How many records of a register have faults, and how many wait; no more than 10,000 are counted. */
export async function countOpen(
  db: Database,
  register: string,
): Promise<{ faults: number; waiting: number }> {
  const [row] = await db.query<{ faults: number; waiting: number }>(COUNT, [register, COUNTED_MAX]);
  return { faults: row?.faults ?? 0, waiting: row?.waiting ?? 0 };
}
