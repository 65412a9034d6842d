import type { Database } from '../../../../platform/database/database.ts';

/** One row at a time by the index, as in `selectHeld`. */
const SELECT = `
select held.key_hash as "keyHash", held.content
from unnest($2::bytea[]) as given (key_hash)
cross join lateral (
  select key_hash, content::text as content
  from exchange.records
  where version_id = $1::integer and key_hash = given.key_hash and content is not null
  limit 1
) held`;

/** JSON of the open fields that are held under keyed hashes, by these as binary text. */
export async function selectHeldContents(
  db: Database,
  versionId: number,
  keyHashes: readonly Buffer[],
): Promise<Map<string, string>> {
  if (keyHashes.length === 0) return new Map();
  const rows = await db.query<{ keyHash: Buffer; content: string }>({
    name: 'exchange-select-held-contents',
    text: SELECT,
    values: [versionId, keyHashes],
  });
  return new Map(rows.map(({ keyHash, content }) => [keyHash.toString('latin1'), content]));
}
