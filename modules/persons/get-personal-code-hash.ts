import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { selectPersonalCodeHash } from './sql/select-personal-code-hash.ts';

/**
 * The keyed hash of a person's personal code: finds what was kept about the code elsewhere, without the
 * code. Refuses with `person-unknown`.
 */
export async function getPersonalCodeHash(
  { db }: Pick<Context, 'db'>,
  personId: string,
): Promise<Buffer> {
  const hash = await selectPersonalCodeHash(db, personId);
  if (!hash) throw new Refusal('person-unknown');
  return hash;
}
