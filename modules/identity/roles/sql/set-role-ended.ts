import type { Database } from '../../../../platform/database/database.ts';
import type { RoleStep } from '../role.ts';

/** Ends a role, or rejects one that waits. */
export async function setRoleEnded(db: Database, { id, by, now }: RoleStep): Promise<void> {
  await db.query(
    `update identity.role_assignments set ended_by = $2::uuid, ended_at = $3::timestamptz
     where id = $1::uuid`,
    [id, by, now],
  );
}
