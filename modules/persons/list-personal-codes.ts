import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { selectPersonalCodes } from './sql/select-personal-codes.ts';

/**
 * The personal codes of a person, the present one and former ones: what others keep about them may still
 * stand under one. A former code that is somebody's present code, or was two persons', is left out: what
 * stands under it may be about another. Decrypted here and nowhere kept. Refuses with `person-unknown`.
 */
export async function listPersonalCodes(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  personId: string,
): Promise<string[]> {
  const rows = await selectKnown(db, personId);
  return rows.flatMap(({ encrypted }) => (encrypted ? keys.decrypt(encrypted) : []));
}

/**
 * The keyed hashes of the same codes: they find what was kept about a code elsewhere, without the code.
 * Refuses with `person-unknown`.
 */
export async function listPersonalCodeHashes(
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<Buffer[]> {
  return (await selectKnown(db, personId)).map(({ hash }) => hash);
}

async function selectKnown(db: Context['db'], personId: string) {
  const rows = await selectPersonalCodes(db, personId);
  if (rows.length === 0) throw new Refusal('person-unknown');
  return rows;
}
