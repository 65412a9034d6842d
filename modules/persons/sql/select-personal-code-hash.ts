import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select personal_code_hash as hash from persons.persons where id = $1::uuid`;

export async function selectPersonalCodeHash(
  db: Database,
  personId: string,
): Promise<Buffer | undefined> {
  const [row] = await db.query<{ hash: Buffer }>(SELECT, [personId]);
  return row?.hash;
}
