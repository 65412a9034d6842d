import type { Database } from '../../../platform/database/database.ts';

const UPDATE = `
update registers.followed set absent = 'count'
where register = $1::text and absent = 'ask'`;

/** Has those counted again of whom somebody is asked whether they may end. */
export async function countAgain(db: Database, register: string): Promise<void> {
  await db.query(UPDATE, [register]);
}
