import type { Database } from '../../../platform/database/database.ts';

const LOCK = `
select from registers.followed where register = $1::text for update skip locked`;

/** Holds a register's row until the end of the transaction; false when somebody else holds it. */
export async function lockFollowed(db: Database, register: string): Promise<boolean> {
  const rows = await db.query({
    name: 'registers-lock-followed',
    text: LOCK,
    values: [register],
  });
  return rows.length > 0;
}
