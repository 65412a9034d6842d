import type { Context } from '../../platform/context.ts';
import { parsePersonalCode } from './personal-code.ts';
import { listIdsByHash } from './sql/list-ids-by-hash.ts';

/** The id of the person with this code, in either form; refuses a code that cannot be one. */
export async function findPersonByCode(
  context: Context,
  personalCode: string,
): Promise<string | undefined> {
  const { code } = parsePersonalCode(personalCode);
  return (await findPersonsByCode(context, [code])).get(code);
}

/** Ids of those persons that are known, by their codes in the one written form. */
export async function findPersonsByCode(
  context: Context,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const unique = [...new Set(codes)];
  const hashes = unique.map((code) => context.keys.hash('personal-code', code));
  const ids = await listIdsByHash(context.db, hashes);
  const found = new Map<string, string>();
  unique.forEach((code, at) => {
    const id = ids.get(hashes[at]?.toString('hex') ?? '');
    if (id) found.set(code, id);
  });
  return found;
}
