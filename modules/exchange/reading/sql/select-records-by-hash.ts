import type { Database } from '../../../../platform/database/database.ts';
import { rowsCondition } from '../../permissions/rows-condition.ts';
import type { RowCondition } from '../../permissions/view.ts';
import type { KeptRecord } from './select-records.ts';

interface FoundRecord extends KeptRecord {
  lookupHash: Buffer | null;
}

const COLUMNS = `
select key_hash as "keyHash", lookup_hash as "lookupHash", position, content::text as content, sealed
from exchange.records
where version_id = $1::integer and content_hash is not null`;

const selectAmong = (rows: string) => `
${COLUMNS} and key_hash = any ($2::bytea[])${rows}
union all
${COLUMNS} and lookup_hash = any ($3::bytea[])${rows}
limit $4::integer`;
const SELECT = selectAmong('');

/** Records of a view by the keyed hashes of their keys, whole or the part that is looked up. */
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
  const values = [versionId, keyHashes, lookupHashes, limit];
  if (rows.length > 0) {
    const condition = rowsCondition(rows, values.length + 1);
    return await db.query(selectAmong(condition.text), [...values, ...condition.values]);
  }
  return await db.query<FoundRecord & Record<string, unknown>>({
    name: 'exchange-select-records-by-hash',
    text: SELECT,
    values,
  });
}
