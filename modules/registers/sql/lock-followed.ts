import type { Database } from '../../../platform/database/database.ts';

const LOCKS = {
  wait: `select from registers.followed where register = $1::text for update`,
  skip: `select from registers.followed where register = $1::text for update skip locked`,
};

/**
 * Tables that are just being filled have no statistics yet: statements look costly, and compiling them
 * took 300 ms each where running them takes ten.
 */
const SETTINGS = `select set_config('jit', 'off', true)`;

/** Holds a register's row until the end of the transaction; false when somebody else does, unless it waits. */
export async function lockFollowed(
  db: Database,
  register: string,
  how: keyof typeof LOCKS,
): Promise<boolean> {
  await db.query(SETTINGS);
  const rows = await db.query({
    name: `registers-lock-followed-${how}`,
    text: LOCKS[how],
    values: [register],
  });
  return rows.length > 0;
}
