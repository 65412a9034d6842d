import type { Context } from '../../platform/context.ts';

/** The personal code of a person: decrypted here and nowhere kept. Give it only to who may have it. */
export async function readPersonalCode(
  context: Context,
  personId: string,
): Promise<string | undefined> {
  const [row] = await context.db.query<{ personal_code_encrypted: Buffer }>(
    'select personal_code_encrypted from persons.persons where id = $1::uuid',
    [personId],
  );
  return row && context.keys.decrypt(row.personal_code_encrypted);
}
