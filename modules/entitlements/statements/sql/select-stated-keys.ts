import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select source_key as "keyHash"
from entitlements.grants
where grantor_id = $1::uuid and source_key > $2::bytea and status = 'confirmed'
order by source_key
limit $3::integer`;

/** The keys, after one, of the records from which a grantor's grants in force came. */
export async function selectStatedKeys(
  db: Database,
  { grantorId, after, limit }: { grantorId: string; after: Buffer; limit: number },
): Promise<Buffer[]> {
  const rows = await db.query<{ keyHash: Buffer }>(SELECT, [grantorId, after, limit]);
  return rows.map(({ keyHash }) => keyHash);
}
