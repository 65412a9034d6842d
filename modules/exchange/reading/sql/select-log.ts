import type { Database } from '../../../../platform/database/database.ts';

export interface LogEntry {
  position: number;
  keyHash: Buffer;
  content: string;
  sealed: Buffer | null;
  recordedAt: Date;
}

const SELECT = `
select position, key_hash as "keyHash", content::text as content, sealed,
  recorded_at as "recordedAt"
from exchange.changes
where version_id = $1::integer and position > $2::bigint
order by position
limit $3::integer`;

/** Changes of a version after a position, in their order, with the keyed hashes of their keys. */
export async function selectLog(
  db: Database,
  { versionId, after, limit }: { versionId: number; after: number; limit: number },
): Promise<LogEntry[]> {
  return await db.query<LogEntry & Record<string, unknown>>({
    name: 'exchange-select-log',
    text: SELECT,
    values: [versionId, after, limit],
  });
}
