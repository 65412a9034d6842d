import type { Context } from '../../../platform/context.ts';
import { findOrganisationProfile } from '../mandates/list-organisation-profiles.ts';
import { findProfile } from '../mandates/list-profiles.ts';
import type { OrganisationProfile, Profile } from '../mandates/mandate.ts';
import { grantHashOf } from './artifact-adapter.ts';
import type { ChosenCapacity } from './chosen-capacity.ts';
import { insertCapacity } from './sql/insert-capacity.ts';
import { selectCapacity } from './sql/select-capacity.ts';
import { selectSubjectOfGrant } from './sql/select-subject-of-grant.ts';
import type { TokenSubject } from './subject-of.ts';

/** A client that asks for it is told for whom the person acts, whom the person chooses each time. */
export const CAPACITY = 'capacity';

/** Keeps for whom the person of a grant acts; nothing when it is for themselves. */
export async function keepCapacity(
  context: Pick<Context, 'db' | 'keys' | 'clock'>,
  grantId: string,
  { personId, chosen }: { personId: string; chosen: ChosenCapacity },
): Promise<void> {
  if (chosen.representedId === personId) return;
  const grantHash = grantHashOf(context.keys, grantId);
  await insertCapacity(context.db, { grantHash, chosen, now: context.clock.now() });
}

/**
 * For whom the person of a grant acts: `self`, or a profile that holds today. Undefined: no longer; what
 * was granted for it opens nothing any more.
 */
export async function findCapacity(
  context: Pick<Context, 'db' | 'keys' | 'clock'>,
  { personId, grantId }: { personId: string; grantId: string | undefined },
): Promise<'self' | Profile | OrganisationProfile | undefined> {
  if (grantId === undefined) return 'self';
  const chosen = await selectCapacity(context.db, grantHashOf(context.keys, grantId));
  if (chosen === undefined) return 'self';
  return await findChosen(context, personId, chosen);
}

/**
 * Whose matters the tokens of a grant were of: what a client is told of their end names the same, also
 * when the person may act for that one no longer.
 */
export async function subjectOfGrant(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  { personId, grantId }: { personId: string; grantId: string | undefined },
): Promise<TokenSubject> {
  const chosen = grantId && (await selectSubjectOfGrant(db, grantHashOf(keys, grantId)));
  return chosen || { personId };
}

/** The profile in which a person may act towards a client as they chose, if there is one today. */
export async function findChosen(
  context: Pick<Context, 'db' | 'clock'>,
  personId: string,
  { representedId, organisationId }: ChosenCapacity,
): Promise<Profile | OrganisationProfile | undefined> {
  if (representedId !== undefined) return await findProfile(context, { personId, representedId });
  const profile = await findOrganisationProfile(context, { personId, organisationId });
  return profile?.acts.includes('use-services') ? profile : undefined;
}
