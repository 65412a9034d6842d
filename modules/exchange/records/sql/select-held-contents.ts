import type { Database } from '../../../../platform/database/database.ts';

/** One row at a time by the index, as in `selectHeld`. */
const SELECT = `
select place, held.content
from generate_series(0, $3::integer - 1) as place
cross join lateral (
  select content::text as content
  from exchange.records
  where version_id = $1::integer and content is not null
    and key_hash = substring($2::bytea from place * $4::integer + 1 for $4::integer)
  limit 1
) held`;

/** JSON of the open fields that are held under keyed hashes (latin1, as are the keys of the answer). */
export async function selectHeldContents(
  db: Database,
  versionId: number,
  keyHashes: readonly string[],
): Promise<Map<string, string>> {
  const [first] = keyHashes;
  if (first === undefined) return new Map();
  const bytes = Buffer.from(keyHashes.join(''), 'latin1');
  const rows = await db.query<{ place: number; content: string }>({
    name: 'exchange-select-held-contents',
    text: SELECT,
    values: [versionId, bytes, keyHashes.length, first.length],
  });
  return new Map(rows.map(({ place, content }) => [keyHashes[place] as string, content]));
}
