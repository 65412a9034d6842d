import type { Database } from '../../../../platform/database/database.ts';

/** A record, present or deleted, with the last that is known of it. */
export interface ErasableRow {
  keyHash: Buffer;
  /** Of its last change. */
  position: number;
  isHeld: boolean;
  /** Nothing came after it was erased. */
  isErased: boolean;
  recordVersion: number | null;
  /** Null: the log has lost what it was. */
  content: string | null;
  sealed: Buffer | null;
}

const COLUMNS = `
select
  held.key_hash as "keyHash", held.position, held.content_hash is not null as "isHeld",
  coalesce(change.kind = 'e', false) as "isErased", held.record_version as "recordVersion",
  coalesce(held.content, change.content)::text as content,
  case when held.content is null then change.sealed else held.sealed end as sealed
from exchange.records held
left join lateral (
  select kind, content, sealed from exchange.changes
  where version_id = $1::integer and position = held.position
  limit 1
) change on true
where held.version_id = $1::integer`;

const SELECT = `
${COLUMNS} and held.key_hash = any ($2::bytea[])
union all
${COLUMNS} and held.lookup_hash = any ($3::bytea[])
limit $4::integer`;

/** Records by the keyed hashes of their keys, whole or the part that is looked up, deleted or not. */
export async function selectErasable(
  db: Database,
  asked: {
    versionId: number;
    keyHashes: readonly Buffer[];
    lookupHashes: readonly Buffer[];
    limit: number;
  },
): Promise<ErasableRow[]> {
  const { versionId, keyHashes, lookupHashes, limit } = asked;
  return await db.query<ErasableRow & Record<string, unknown>>(SELECT, [
    versionId,
    keyHashes,
    lookupHashes,
    limit,
  ]);
}
