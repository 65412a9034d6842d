import type { Database } from '../../../platform/database/database.ts';

const LOCK = `
select from registers.followed where register = $1::text for update skip locked`;

/**
 * Every row is found by an index: tables that are just being filled have no statistics yet, and must not
 * be read whole for each step.
 */
const SETTINGS = `
select set_config('jit', 'off', true)`;

/** Holds a register's row until the end of the transaction; false when somebody else holds it. */
export async function lockFollowed(db: Database, register: string): Promise<boolean> {
  await db.query(SETTINGS);
  const rows = await db.query({
    name: 'registers-lock-followed',
    text: LOCK,
    values: [register],
  });
  return rows.length > 0;
}
