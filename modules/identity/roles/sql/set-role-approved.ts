import type { Database } from '../../../../platform/database/database.ts';
import type { RoleStep } from '../role.ts';

/** Lets a role hold that waited. */
export async function setRoleApproved(db: Database, { id, by, now }: RoleStep): Promise<void> {
  await db.query(
    `update identity.role_assignments set approved_by = $2::uuid, approved_at = $3::timestamptz
     where id = $1::uuid`,
    [id, by, now],
  );
}
