import type { Database } from '../../../../platform/database/database.ts';
import type { Head } from './lock-head.ts';

const UPDATE = `
update exchange.heads set position = $2::bigint, records = $3::bigint
where version_id = $1::integer`;

export async function updateHead(
  db: Database,
  versionId: number,
  { position, records }: Head,
): Promise<void> {
  await db.query(UPDATE, [versionId, position, records]);
}
