import type { Client } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { readPersonalCode, readPersonNames } from '../../persons/index.ts';
import { CAPACITY, findCapacity } from './capacity.ts';
import { selectLivingPerson } from './sql/select-living-person.ts';
import { subjectOf } from './subject-of.ts';

/** A person as the provider knows them. */
interface Account {
  accountId: string;
  /** For whom they act: of these the tokens are. */
  representedId: string;
  claims(use: string, scope: string): Promise<Record<string, unknown>>;
}

const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** By what name a client knows people: of its organisation, or its own. */
export function sectorOf(client: Client): string {
  return String(client.metadata().organisation ?? client.clientId);
}

interface Source {
  client: Client | undefined;
  /** Of the code or token that is used. */
  grantId: string | undefined;
}

/**
 * The account of a living person, in the capacity that they chose for a grant. Who has died signs on
 * nowhere, and who may no longer act for another gets nothing for them: no token of either holds.
 */
export async function findAccount(
  context: Context,
  personId: string,
  { client, grantId }: Source,
): Promise<Account | undefined> {
  if (!PERSON_ID.test(personId)) return undefined;
  // By the grant, whatever the scope: a token that was narrowed is of the same matters.
  const capacity = await findCapacity(context, { personId, grantId });
  if (!capacity) return undefined;
  const representedId = capacity === 'self' ? personId : capacity.personId;
  const person = await selectLivingPerson(context.db, personId);
  const subject = await selectLivingPerson(context.db, representedId);
  if (!person || !subject) return undefined;
  const claims = async (given: string) => {
    const scopes = given.split(' ');
    const told: Record<string, unknown> = {};
    if (scopes.includes('profile')) {
      told.name = (await readPersonNames(context, [representedId])).get(representedId);
      told.birthdate = subject.birthDate;
    }
    if (scopes.includes('personal-code')) {
      told.personal_code = await readPersonalCode(context, representedId);
    }
    if (scopes.includes(CAPACITY) && capacity !== 'self' && client) {
      // RFC 8693, 4.1: `sub` is whose matters these are, `act` who is doing it.
      told.act = { sub: subjectOf(context, personId, sectorOf(client)) };
      told.capacity = capacity.capacity;
      told.acts = capacity.acts;
      told.mandates = capacity.mandates.map(({ id }) => id);
    } else if (scopes.includes(CAPACITY)) {
      told.capacity = 'self';
    }
    return told;
  };
  return { accountId: personId, representedId, claims: async (_use, given) => claims(given) };
}
