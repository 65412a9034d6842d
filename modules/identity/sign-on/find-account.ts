import type { Client } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { readPersonalCode, readPersonNames } from '../../persons/index.ts';
import type { OrganisationProfile, Profile } from '../mandates/mandate.ts';
import { CAPACITY, findCapacity } from './capacity.ts';
import { selectLivingPerson } from './sql/select-living-person.ts';
import { isPersonId, subjectOf, type TokenSubject } from './subject-of.ts';

/** A person as the provider knows them. */
interface Account {
  accountId: string;
  /** Whose matters the tokens are of: the person's own, or of whom they act for. */
  subject: TokenSubject;
  /** Who acts, when that is another (RFC 8693, 4.1). */
  act: { sub: string } | undefined;
  claims(use: string, scope: string): Promise<Record<string, unknown>>;
}

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
  if (!isPersonId(personId)) return undefined;
  // By the grant, whatever the scope: a token that was narrowed is of the same matters.
  const capacity = await findCapacity(context, { personId, grantId });
  if (!capacity || !(await selectLivingPerson(context.db, personId))) return undefined;
  const told = await tellerOf(context, personId, capacity);
  if (!told) return undefined;
  const act =
    capacity !== 'self' && client
      ? { sub: subjectOf(context, { personId }, sectorOf(client)) }
      : undefined;
  const claims = async (given: string) => {
    const scopes = given.split(' ');
    const isCapacity = scopes.includes(CAPACITY);
    return {
      ...(await told.claims(scopes)),
      ...(isCapacity ? capacityClaims(capacity, act) : {}),
    };
  };
  const { subject } = told;
  return { accountId: personId, subject, act, claims: async (_use, given) => claims(given) };
}

type Capacity = 'self' | Profile | OrganisationProfile;

interface Teller {
  subject: TokenSubject;
  /** What is told of the subject. */
  claims(scopes: readonly string[]): Promise<Record<string, unknown>>;
}

/** Who tells of the subject of the tokens; undefined when that one has died. */
async function tellerOf(
  context: Context,
  personId: string,
  capacity: Capacity,
): Promise<Teller | undefined> {
  if (capacity !== 'self' && capacity.capacity === 'organisation') {
    const { registrationNumber, name } = capacity.organisation;
    const claims = async (scopes: readonly string[]) =>
      scopes.includes('profile') ? { name: name.lv } : {};
    return { subject: { registrationNumber }, claims };
  }
  const subjectId = capacity === 'self' ? personId : capacity.personId;
  const person = await selectLivingPerson(context.db, subjectId);
  if (!person) return undefined;
  const claims = async (scopes: readonly string[]) => {
    const told: Record<string, unknown> = {};
    if (scopes.includes('profile')) {
      told.name = (await readPersonNames(context, [subjectId])).get(subjectId);
      told.birthdate = person.birthDate;
    }
    if (scopes.includes('personal-code')) {
      told.personal_code = await readPersonalCode(context, subjectId);
    }
    return told;
  };
  return { subject: { personId: subjectId }, claims };
}

/** In which capacity the person acts. RFC 8693, 4.1: `sub` is whose matters these are, `act` who does it. */
function capacityClaims(capacity: Capacity, act: Account['act']): Record<string, unknown> {
  if (capacity === 'self' || !act) return { capacity: 'self' };
  const claims = {
    act,
    capacity: capacity.capacity,
    acts: capacity.acts,
    mandates: capacity.mandates.map(({ id }) => id),
  };
  if (capacity.capacity !== 'organisation') return claims;
  const { registrationNumber, name } = capacity.organisation;
  return { ...claims, organisation: { registration_number: registrationNumber, name } };
}
