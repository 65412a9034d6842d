import type { Database } from '../../../../platform/database/database.ts';

const COUNT = `
select count(*) as waiting
from (select from entitlements.waiting_persons limit $1::integer) counted`;

/** How many wait, counted up to a bound. */
export async function countWaiting(db: Database, bound: number): Promise<number> {
  const [row] = await db.query<{ waiting: number }>(COUNT, [bound]);
  return row?.waiting ?? 0;
}
