import type { Database } from '../../../platform/database/database.ts';
import type { Followed } from './select-followed.ts';

const UPDATE = `
update registers.followed
set position = $2::bigint, reread_after = $3::bytea, changed_at = $4::timestamptz,
  absent = $5::text, absent_count = $6::bigint, absent_after = $7::uuid,
  absent_held = $8::bigint, absent_since = $9::timestamptz
where register = $1::text`;

/** Nobody is asked whether many may end. */
export const NOT_ASKED = { absentCount: null, absentHeld: null, absentSince: null };

/** Notes how far a register is followed, in the transaction that has followed it so far. */
export async function updateFollowed(db: Database, followed: Followed): Promise<void> {
  await db.query({
    name: 'registers-update-followed',
    text: UPDATE,
    values: [
      ...[followed.register, followed.position, followed.rereadAfter, followed.changedAt],
      ...[followed.absent, followed.absentCount, followed.absentAfter],
      ...[followed.absentHeld, followed.absentSince],
    ],
  });
}
