import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select encode(value_hash, 'hex') as hash, id, person_id
from means.means
where value_hash in (
  select decode(hash, 'hex') from jsonb_array_elements_text($1::jsonb) as hash
)`;

/** Who holds the given values: by hash, in hexadecimal. */
export async function listHoldersByHash(
  db: Database,
  rows: readonly { valueHash: string }[],
): Promise<Map<string, { id: string; personId: string }>> {
  const hashes = JSON.stringify(rows.map((row) => row.valueHash));
  const found = await db.query<{ hash: string; id: string; person_id: string }>(SELECT, [hashes]);
  return new Map(found.map(({ hash, id, person_id }) => [hash, { id, personId: person_id }]));
}
