import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { listChildren, readPersonNames } from '../../persons/index.ts';
import type { Session } from '../session.ts';
import {
  type OfficialOfPerson,
  selectOfficialsOfPerson,
} from '../sql/select-officials-of-person.ts';
import { holds, MANDATE_ACTS, type Profile } from './mandate.ts';
import { selectHeldMandates } from './sql/select-mandates.ts';

/**
 * In which capacities a person may act today: as oneself, for children and wards, by mandates. Nothing
 * of it is remembered: a mandate that was revoked and a child who came of age are gone at once.
 */
export async function listProfiles(
  context: Pick<Context, 'db' | 'clock'>,
  personId: string,
): Promise<Profile[]> {
  const day = rigaDay(context.clock.now());
  const [children, mandates] = await Promise.all([
    listChildren(context, personId, day),
    selectHeldMandates(context.db, personId),
  ]);
  const profiles = new Map<string, Profile>();
  const own = { acts: MANDATE_ACTS, mandates: [] };
  profiles.set(personId, { personId, capacity: 'self', ...own });
  for (const id of children) profiles.set(id, { personId: id, capacity: 'child', ...own });
  for (const mandate of mandates.filter((one) => holds(one, day))) {
    const { giverId } = mandate;
    if (giverId === null) continue;
    const held = profiles.get(giverId);
    if (held?.capacity === 'child') continue;
    profiles.set(giverId, {
      ...{ personId: giverId, capacity: 'mandate' },
      acts: [...new Set([...(held?.acts ?? []), ...mandate.acts])],
      mandates: [...(held?.mandates ?? []), { id: mandate.id, acts: mandate.acts }],
    });
  }
  return [...profiles.values()];
}

/** The profile in which a person may act for another today, if there is one. */
export async function findProfile(
  context: Pick<Context, 'db' | 'clock'>,
  { personId, representedId }: { personId: string; representedId: string },
): Promise<Profile | undefined> {
  const profiles = await listProfiles(context, personId);
  return profiles.find((profile) => profile.personId === representedId);
}

/** As which officials the person of a session may act today, with the one that is chosen. */
export async function describeOfficials(
  context: Context,
  session: Session,
): Promise<(OfficialOfPerson & { chosen: boolean })[]> {
  if (session.kind !== 'person') return [];
  const day = rigaDay(context.clock.now());
  const officials = await selectOfficialsOfPerson(context.db, session.personId, day);
  const { confinedTo } = session;
  const open = officials.filter(
    ({ organisation }) => confinedTo === null || organisation?.id === confinedTo,
  );
  return open.map((one) => ({ ...one, chosen: one.officialId === session.officialId }));
}

/** The profiles of a person, by name. */
export async function listNamedProfiles(
  context: Context,
  personId: string,
): Promise<(Profile & { name: string })[]> {
  const profiles = await listProfiles(context, personId);
  const ids = profiles.map((profile) => profile.personId);
  const names = await readPersonNames(context, ids);
  return profiles.map((one) => ({ ...one, name: names.get(one.personId) ?? '' }));
}

/** The profiles of the person of a session, by name, with the one that is chosen. */
export async function describeProfiles(
  context: Context,
  session: Session,
): Promise<(Profile & { name: string; chosen: boolean })[]> {
  if (session.kind !== 'person' || session.confinedTo !== null) return [];
  const profiles = await listNamedProfiles(context, session.personId);
  const { officialId, representedOrganisationId } = session;
  const chosen = session.representedId ?? session.personId;
  const isForPerson = officialId === null && representedOrganisationId === null;
  return profiles.map((profile) => ({
    ...profile,
    chosen: isForPerson && profile.personId === chosen,
  }));
}
