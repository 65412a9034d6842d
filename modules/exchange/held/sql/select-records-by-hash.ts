import type { Database } from '../../../../platform/database/database.ts';
import type { RowCondition } from '../../permissions/view.ts';
import type { KeptRecord } from './select-records.ts';

interface FoundRecord extends KeptRecord {
  lookupHash: Buffer | null;
}

/**
 * The rows of a view come as one value: a few records are looked at, so no index on a field is missed, and
 * the statement is one, prepared once.
 */
const FOUND = `
select key_hash as "keyHash", lookup_hash as "lookupHash", position, content::text as content, sealed
from exchange.records
where version_id = $1::integer and content_hash is not null
  and not exists (
    select from jsonb_to_recordset($5::jsonb) as asked (field text, "values" jsonb)
    where not coalesce(asked."values" ? (content ->> asked.field), false)
  )`;

const SELECT = `
${FOUND} and key_hash = any ($2::bytea[])
union all
${FOUND} and lookup_hash = any ($3::bytea[]) and not key_hash = any ($2::bytea[])
limit $4::integer`;

/**
 * Records of a view by the keyed hashes of their keys, whole or the part that is looked up: each once,
 * however it is found.
 */
export async function selectRecordsByHash(
  db: Database,
  asked: {
    versionId: number;
    keyHashes: readonly Buffer[];
    lookupHashes: readonly Buffer[];
    rows: readonly RowCondition[];
    limit: number;
  },
): Promise<FoundRecord[]> {
  const { versionId, keyHashes, lookupHashes, rows, limit } = asked;
  return await db.query<FoundRecord & Record<string, unknown>>({
    name: 'exchange-select-records-by-hash',
    text: SELECT,
    values: [versionId, keyHashes, lookupHashes, limit, JSON.stringify(rows)],
  });
}
