import type { Database } from '../../../../platform/database/database.ts';
import type { Head } from './lock-head.ts';

/** Who follows changes listens here: told with the commit, once for all that a transaction writes. */
const UPDATE = `
with moved as (
  update exchange.heads set position = $2::bigint, records = $3::bigint
  where version_id = $1::integer
  returning version_id
)
select pg_notify('exchange_heads', version_id::text) from moved`;

export async function updateHead(
  db: Database,
  versionId: number,
  { position, records }: Head,
): Promise<void> {
  await db.query(UPDATE, [versionId, position, records]);
}
