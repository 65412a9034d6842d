import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from exchange.quarantine where version_id = $1::integer and id = any ($2::uuid[])`;

export async function deleteQuarantined(
  db: Database,
  versionId: number,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await db.query(DELETE, [versionId, ids]);
}
