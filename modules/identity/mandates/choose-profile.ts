import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandLogin } from '../log-ins/demand-login.ts';
import { loggedInAt, type PersonSession, type Session } from '../session.ts';
import {
  type OfficialOfPerson,
  selectOfficialsOfPerson,
} from '../sql/select-officials-of-person.ts';
import { listOrganisationProfiles } from './list-organisation-profiles.ts';
import { findProfile } from './list-profiles.ts';
import { type ChosenProfile, setSessionProfile } from './sql/set-session-profile.ts';

/** An official's session demands this much of the login, when it is chosen and at each request. */
const OFFICIAL_LOGIN = { level: 'substantial' } as const;

const ONESELF: ChosenProfile = { representedId: null, organisationId: null, officialId: null };

/**
 * Lets the person of a session act for another, or for themselves again. Refuses `profile-unknown`
 * when they may not, and `session-ended`.
 */
export async function chooseProfile(
  context: Context,
  session: Session,
  representedId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  const { personId } = session;
  const profile = await findProfile(context, { personId, representedId });
  if (!profile) throw new Refusal('profile-unknown');
  const { capacity } = profile;
  const mandates = profile.mandates.map((mandate) => mandate.id);
  const chosen = { ...ONESELF, representedId: capacity === 'self' ? null : representedId };
  await keepProfile(context, session, { chosen, subject: representedId, capacity, mandates });
}

/**
 * Lets the person of a session act for an organisation that they represent alone, or by its mandates.
 * Refuses `organisation-jointly-represented`, `profile-unknown` and `session-ended`.
 */
export async function chooseOrganisation(
  context: Context,
  session: Session,
  organisationId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  const { personId } = session;
  const profiles = await listOrganisationProfiles(context, personId);
  const profile = profiles.find(({ organisation }) => organisation.id === organisationId);
  if (profile?.by === 'jointly') throw new Refusal('organisation-jointly-represented');
  if (!profile) throw new Refusal('profile-unknown');
  const { capacity, by } = profile;
  const mandates = profile.mandates.map((mandate) => mandate.id);
  const chosen = { ...ONESELF, organisationId };
  await keepProfile(context, session, { chosen, organisationId, capacity, by, mandates });
}

/**
 * Lets the person of a session act as the official that they are. Refuses `profile-unknown`,
 * `stronger-login-needed` and `session-ended`.
 */
export async function chooseOfficial(
  context: Context,
  session: Session,
  officialId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  const official = await findOfficialOf(context, session, officialId);
  if (!official) throw new Refusal('profile-unknown');
  const { personId } = session;
  const chosen = { ...ONESELF, officialId };
  const organisationId = official.organisation?.id;
  const facts = { capacity: 'official', officialId };
  await keepProfile(context, session, { chosen, subject: personId, organisationId, ...facts });
}

/**
 * The official that the person of a session is today, with the roles held, if there is one. Refuses
 * `stronger-login-needed`.
 */
export async function findOfficialOf(
  context: Context,
  session: PersonSession,
  officialId: string,
): Promise<OfficialOfPerson | undefined> {
  const day = rigaDay(context.clock.now());
  const officials = await selectOfficialsOfPerson(context.db, session.personId, day);
  const official = officials.find((one) => one.officialId === officialId);
  if (official) {
    const login = { level: session.level, loggedInAt: loggedInAt(session) };
    demandLogin(context, login, OFFICIAL_LOGIN);
  }
  return official;
}

async function keepProfile(
  context: Context,
  { id: sessionId, personId }: PersonSession,
  {
    chosen,
    subject,
    organisationId,
    ...content
  }: {
    chosen: ChosenProfile;
    subject?: string | undefined;
    organisationId?: string | undefined;
    capacity: string;
    [fact: string]: unknown;
  },
): Promise<void> {
  const actor = { kind: 'recipient', personId, sessionId } as const;
  const entry = { act: 'identity.choose-profile', subjectPersonId: subject, organisationId };
  await context.db.transaction(async (db) => {
    if (!(await setSessionProfile(db, sessionId, chosen))) throw new Refusal('session-ended');
    await writeAudit(db, [
      makeAuditRecord({ ...context, actor }, { ...entry, content: { sessionId, ...content } }),
    ]);
  });
}
