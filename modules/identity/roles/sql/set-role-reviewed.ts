import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { RoleStep } from '../role.ts';

/** Says that a role is still needed, until another day. */
export async function setRoleReviewed(
  db: Database,
  { id, by, now, validTo }: RoleStep & { validTo: Day },
): Promise<void> {
  await db.query(
    `update identity.role_assignments
     set reviewed_by = $2::uuid, reviewed_at = $3::timestamptz, valid_to = $4::date
     where id = $1::uuid`,
    [id, by, now, validTo],
  );
}
