import type { Database } from '../../../../platform/database/database.ts';
import { rowsCondition } from '../../permissions/rows-condition.ts';
import type { RowCondition } from '../../permissions/view.ts';

export interface KeptRecord {
  keyHash: Buffer;
  position: number;
  content: string;
  sealed: Buffer | null;
}

const selectAmong = (rows: string) => `
select key_hash as "keyHash", position, content::text as content, sealed
from exchange.records
where version_id = $1::integer and key_hash > $2::bytea and content_hash is not null${rows}
order by key_hash
limit $3::integer`;
const SELECT = selectAmong('');

/** Records of a view after a keyed hash, in the order of those: no order that means anything. */
export async function selectRecords(
  db: Database,
  asked: { versionId: number; after: Buffer; rows: readonly RowCondition[]; limit: number },
): Promise<KeptRecord[]> {
  const { versionId, after, rows, limit } = asked;
  const values = [versionId, after, limit];
  if (rows.length > 0) {
    const condition = rowsCondition(rows, values.length + 1);
    return await db.query(selectAmong(condition.text), [...values, ...condition.values]);
  }
  return await db.query<KeptRecord & Record<string, unknown>>({
    name: 'exchange-select-records',
    text: SELECT,
    values,
  });
}
