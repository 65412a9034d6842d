import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { listRepresentations, listRepresentedOrganisations } from '../../persons/index.ts';
import type { Session } from '../session.ts';
import {
  holds,
  ORGANISATION_ACTS,
  type OrganisationProfile,
  REPRESENTATIVE_ACTS,
} from './mandate.ts';
import { selectHeldMandates } from './sql/select-mandates.ts';

type Read = Pick<Context, 'db' | 'clock'>;

/**
 * For which organisations a person may act today: by law, as registers state who represents them alone, or
 * by mandates. Those that the person represents only with others are told too, without acts. Nothing of it
 * is remembered: who left the board, and a mandate that was revoked, are gone at once. For an organisation
 * that nobody represents any more nobody acts by mandates either.
 */
export async function listOrganisationProfiles(
  context: Read,
  personId: string,
): Promise<OrganisationProfile[]> {
  const day = rigaDay(context.clock.now());
  const [represented, all] = await Promise.all([
    listRepresentations(context, personId, day),
    selectHeldMandates(context.db, personId),
  ]);
  const profiles = new Map<string, OrganisationProfile>();
  const add = (profile: Pick<OrganisationProfile, 'organisation' | 'by' | 'acts'>) =>
    profiles.set(profile.organisation.id, { capacity: 'organisation', mandates: [], ...profile });
  for (const { organisation, manner } of represented) {
    add({ organisation, by: manner, acts: manner === 'alone' ? REPRESENTATIVE_ACTS : [] });
  }
  const mandates = all.filter((one) => holds(one, day));
  const others = mandates.flatMap(({ giverOrganisationId: id }) =>
    id === null || profiles.has(id) ? [] : [id],
  );
  for (const organisation of await listRepresentedOrganisations(context, others, day)) {
    add({ organisation, by: 'mandate', acts: [] });
  }
  for (const { giverOrganisationId, id, acts } of mandates) {
    const held = profiles.get(giverOrganisationId ?? '');
    if (!held || held.by === 'alone') continue;
    profiles.set(held.organisation.id, {
      ...held,
      by: 'mandate',
      acts: ORGANISATION_ACTS.filter((act) => held.acts.includes(act) || acts.includes(act)),
      mandates: [...held.mandates, { id, acts }],
    });
  }
  return [...profiles.values()];
}

/** The profile in which a person may act for an organisation today, if there is one. */
export async function findOrganisationProfile(
  context: Read,
  { personId, organisationId }: { personId: string; organisationId: string },
): Promise<OrganisationProfile | undefined> {
  const profiles = await listOrganisationProfiles(context, personId);
  return profiles.find(({ organisation, acts }) => organisation.id === organisationId && acts[0]);
}

/** The organisations of the person of a session, with the one that is chosen. */
export async function describeOrganisations(
  context: Context,
  session: Session,
): Promise<(OrganisationProfile & { chosen: boolean })[]> {
  if (session.kind !== 'person' || session.confinedTo !== null) return [];
  const profiles = await listOrganisationProfiles(context, session.personId);
  const chosen = session.representedOrganisationId;
  return profiles.map((one) => ({ ...one, chosen: one.organisation.id === chosen }));
}
