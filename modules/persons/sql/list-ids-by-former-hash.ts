import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select person_id as id, encode(code_hash, 'hex') as hash
from persons.former_codes
where code_hash = any($1::bytea[]) and person_id is not null`;

/** Ids of persons by the hexadecimal hash of a code that they had before. */
export async function listIdsByFormerHash(
  db: Database,
  hashes: readonly Buffer[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; hash: string }>(SELECT, [hashes]);
  return new Map(rows.map((row) => [row.hash, row.id]));
}
