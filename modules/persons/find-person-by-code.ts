import type { Context } from '../../platform/context.ts';
import { parsePersonalCode } from './personal-code.ts';
import { listIdsByFormerHash } from './sql/list-ids-by-former-hash.ts';
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
  return await find(context, codes, listIdsByHash);
}

/**
 * Ids of persons by codes that they had before and have no longer. For what others still write about
 * them: nobody proves by such a code who they are.
 */
export async function findPersonsByFormerCode(
  context: Context,
  codes: readonly string[],
): Promise<Map<string, string>> {
  return await find(context, codes, listIdsByFormerHash);
}

/**
 * Ids of persons whom others name by their codes, by a former one when it is nobody's present code: a
 * register, or a grantor, may go on writing it.
 */
export async function findPersonsNamed(
  context: Context,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const present = await findPersonsByCode(context, codes);
  const others = codes.filter((code) => !present.has(code));
  if (others.length === 0) return present;
  return new Map([...(await findPersonsByFormerCode(context, others)), ...present]);
}

async function find(
  context: Context,
  codes: readonly string[],
  listIds: typeof listIdsByHash,
): Promise<Map<string, string>> {
  const unique = [...new Set(codes)];
  const hashes = unique.map((code) => context.keys.hash('personal-code', code));
  const ids = await listIds(context.db, hashes);
  const found = new Map<string, string>();
  unique.forEach((code, at) => {
    const id = ids.get(hashes[at]?.toString('hex') ?? '');
    if (id) found.set(code, id);
  });
  return found;
}
