import type { Database } from '../../../../platform/database/database.ts';
import type { GrantedFields } from '../granted-fields.ts';

const UPDATE = `
update exchange.permission_versions
set granted = $3::jsonb
where permission_id = $1::uuid and version_id = $2::integer`;

/** Keeps which fields of a version were granted. */
export async function updateGranted(
  db: Database,
  given: { permissionId: string; versionId: number; granted: GrantedFields },
): Promise<void> {
  const { permissionId, versionId, granted } = given;
  await db.query(UPDATE, [permissionId, versionId, JSON.stringify(granted)]);
}
