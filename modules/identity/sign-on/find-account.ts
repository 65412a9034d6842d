import type { Context } from '../../../platform/context.ts';
import { readPersonalCode, readPersonNames } from '../../persons/index.ts';
import { selectLivingPerson } from './sql/select-living-person.ts';

/** A person as the provider knows them. */
interface Account {
  accountId: string;
  claims(use: string, scope: string): Promise<Record<string, unknown> & { sub: string }>;
}

const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The account of a living person. Who has died signs on nowhere, and no token of theirs holds. */
export async function findAccount(
  context: Context,
  personId: string,
): Promise<Account | undefined> {
  if (!PERSON_ID.test(personId)) return undefined;
  const person = await selectLivingPerson(context.db, personId);
  if (!person) return undefined;
  return {
    accountId: personId,
    claims: async (_use, scope) => {
      const scopes = scope.split(' ');
      const claims: Record<string, unknown> & { sub: string } = { sub: personId };
      if (scopes.includes('profile')) {
        claims.name = (await readPersonNames(context, [personId])).get(personId);
        claims.birthdate = person.birthDate;
      }
      if (scopes.includes('personal-code')) {
        claims.personal_code = await readPersonalCode(context, personId);
      }
      return claims;
    },
  };
}
