import type { Database } from '../../../../platform/database/database.ts';

export interface KeptRecord {
  keyHash: Buffer;
  position: number;
  content: string;
  sealed: Buffer | null;
}

const SELECT = `
select key_hash as "keyHash", position, content::text as content, sealed
from exchange.records
where version_id = $1::integer and key_hash > $2::bytea and content_hash is not null
order by key_hash
limit $3::integer`;

/** Records of a version after a keyed hash, in the order of those: no order that means anything. */
export async function selectRecords(
  db: Database,
  { versionId, after, limit }: { versionId: number; after: Buffer; limit: number },
): Promise<KeptRecord[]> {
  return await db.query<KeptRecord & Record<string, unknown>>({
    name: 'exchange-select-records',
    text: SELECT,
    values: [versionId, after, limit],
  });
}
