import type { Database } from '../../../platform/database/database.ts';

const UPDATE = `
update registers.followed set silent_since = $2::timestamptz
where register = $1::text and silent_since is distinct from $2::timestamptz
returning register`;

/** Notes since when a register is silent; false when that was noted already. */
export async function setSilentSince(
  db: Database,
  register: string,
  since: Date | null,
): Promise<boolean> {
  return (await db.query(UPDATE, [register, since])).length > 0;
}
