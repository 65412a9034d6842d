import type { Context } from '../../platform/context.ts';

/** Names of persons by id: decrypted here and nowhere kept. Show them only to who may see them. */
export async function readPersonNames(
  context: Context,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await context.db.query<{ id: string; name_encrypted: Buffer }>(SQL, [personIds]);
  return new Map(rows.map((row) => [row.id, context.keys.decrypt(row.name_encrypted)]));
}

const SQL = 'select id, name_encrypted from persons.persons where id = any($1::uuid[])';
