import type { Database } from '../../../platform/database/database.ts';

/** Ids of known persons by the hexadecimal hash of their code. */
export async function listIdsByHash(
  db: Database,
  hashes: readonly Buffer[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; hash: string }>(SQL, [hashes]);
  return new Map(rows.map((row) => [row.hash, row.id]));
}

const SQL = `
select id, encode(personal_code_hash, 'hex') as hash
from persons.persons
where personal_code_hash = any($1::bytea[])`;
