import type { Database } from '../../../platform/database/database.ts';
import type { Followed } from './select-followed.ts';

const UPDATE = `
update registers.followed
set position = $2::bigint, reread_after = $3::bytea, changed_at = $4::timestamptz
where register = $1::text`;

/** Notes how far a register is followed, in the transaction that has followed it so far. */
export async function updateFollowed(
  db: Database,
  { register, position, rereadAfter, changedAt }: Followed,
): Promise<void> {
  await db.query({
    name: 'registers-update-followed',
    text: UPDATE,
    values: [register, position, rereadAfter, changedAt],
  });
}
