import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandTerminal } from '../cashiers/terminal-of-cashier.ts';
import { demandLogin, OFFICIAL_LOGIN } from '../log-ins/demand-login.ts';
import { mayBeOfficial, type OwnProviders } from '../login-means/own-providers.ts';
import { loggedInAt, type PersonSession, type Session } from '../session.ts';
import {
  type OfficialOfPerson,
  selectOfficialsOfPerson,
} from '../sql/select-officials-of-person.ts';
import { listOrganisationProfiles } from './list-organisation-profiles.ts';
import { findProfile } from './list-profiles.ts';
import { type ChosenProfile, setSessionProfile } from './sql/set-session-profile.ts';

const ONESELF: ChosenProfile = {
  representedId: null,
  organisationId: null,
  officialId: null,
  terminalId: null,
};

/**
 * Lets the person of a session act for another, or for themselves again. Refuses `profile-unknown`
 * when they may not, `officials-only` after a login at their institution, and `session-ended`.
 */
export async function chooseProfile(
  context: Context,
  session: Session,
  representedId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  demandOwn(session);
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
 * Refuses `organisation-jointly-represented`, `profile-unknown`, `officials-only` and `session-ended`.
 */
export async function chooseOrganisation(
  context: Context,
  session: Session,
  organisationId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  demandOwn(session);
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
 * Lets the person of a session act as the official that they are, a cashier at a terminal of the organisation.
 * Refuses `profile-unknown`, `official-role-missing`, `sign-in-subject-unknown`, `stronger-login-needed`,
 * `own-provider-needed` and `session-ended`.
 */
export async function chooseOfficial(
  context: Context,
  session: Session,
  asked: { officialId: string; terminalId?: string | undefined; ownProviders: OwnProviders },
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  const official = await findOfficialOf(context, session, asked);
  if (!official) throw new Refusal('profile-unknown');
  const { officialId, terminalId = null } = asked;
  if (terminalId !== null) await demandTerminal(context, official, terminalId);
  const { personId } = session;
  const chosen = { ...ONESELF, officialId, terminalId };
  const organisationId = official.organisation?.id;
  const facts =
    terminalId === null
      ? { capacity: 'official', officialId }
      : { capacity: 'cashier', officialId, terminalId };
  await keepProfile(context, session, { chosen, subject: personId, organisationId, ...facts });
}

/** A login at an institution is good for being its official, and for nothing of one's own. */
function demandOwn({ confinedTo }: PersonSession): void {
  if (confinedTo !== null) throw new Refusal('officials-only', { level: 'low', maxAgeS: 0 });
}

/**
 * The official that the person of a session is today, with the roles held, if there is one. Refuses
 * `stronger-login-needed` and `own-provider-needed`.
 */
export async function findOfficialOf(
  context: Context,
  session: PersonSession,
  { officialId, ownProviders }: { officialId: string; ownProviders: OwnProviders },
): Promise<OfficialOfPerson | undefined> {
  const day = rigaDay(context.clock.now());
  const officials = await selectOfficialsOfPerson(context.db, session.personId, day);
  const official = officials.find((one) => one.officialId === officialId);
  if (!official) return undefined;
  const { organisation } = official;
  if (session.confinedTo !== null && organisation?.id !== session.confinedTo) return undefined;
  demandLogin(context, { level: session.level, loggedInAt: loggedInAt(session) }, OFFICIAL_LOGIN);
  if (mayBeOfficial(ownProviders, organisation?.code, session.means)) return official;
  throw new Refusal('own-provider-needed', { ...OFFICIAL_LOGIN, maxAgeS: 0 });
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
