import type { Database } from '../../../../platform/database/database.ts';
import type { KeptRecord } from './select-records.ts';

interface FoundRecord extends KeptRecord {
  lookupHash: Buffer | null;
}

const COLUMNS = `
select key_hash as "keyHash", lookup_hash as "lookupHash", position, content::text as content, sealed
from exchange.records
where version_id = $1::integer and content_hash is not null`;

const SELECT = `
${COLUMNS} and key_hash = any ($2::bytea[])
union all
${COLUMNS} and lookup_hash = any ($3::bytea[])
limit $4::integer`;

/** Records by the keyed hashes of their keys, whole or the part that is looked up. */
export async function selectRecordsByHash(
  db: Database,
  asked: {
    versionId: number;
    keyHashes: readonly Buffer[];
    lookupHashes: readonly Buffer[];
    limit: number;
  },
): Promise<FoundRecord[]> {
  const { versionId, keyHashes, lookupHashes, limit } = asked;
  return await db.query<FoundRecord & Record<string, unknown>>({
    name: 'exchange-select-records-by-hash',
    text: SELECT,
    values: [versionId, keyHashes, lookupHashes, limit],
  });
}
