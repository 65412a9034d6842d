import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type {
  Actor,
  Context,
  IdsActor,
  OfficialActor,
  RecipientActor,
  RepresentativeActor,
} from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { Authenticator } from '../../platform/http/http-app.ts';
import { terminalOfCashier } from './cashiers/terminal-of-cashier.ts';
import { findSession } from './find-session.ts';
import { demandLogin } from './log-ins/demand-login.ts';
import { type OwnProviders, readOwnProviders } from './login-means/own-providers.ts';
import { findOfficialOf } from './mandates/choose-profile.ts';
import { findOrganisationProfile } from './mandates/list-organisation-profiles.ts';
import { findProfile } from './mandates/list-profiles.ts';
import type { Mandate } from './mandates/mandate.ts';
import { loggedInAt, type PersonSession, type Session, type Terminal } from './session.ts';
import { readSessionSecret, requireSameOrigin } from './session-cookie.ts';

/** A page asks many times; a look is noted again after so long. */
const LOOK_MS = 10 * 60_000;
const LOOKS_MAX = 10_000;

/**
 * Tells who is asking by the session's cookie. A request with an `Authorization` header asks by that.
 * That somebody looks at another's matters is noted in the audit, as what they do there is.
 */
export function sessionAuthenticator(options: {
  loginMeansFile?: string | undefined;
}): Authenticator {
  const ownProviders = readOwnProviders(options.loginMeansFile);
  const looks = new Map<string, number>();
  return async (request, base) => {
    if (request.headers.authorization !== undefined) return undefined;
    const secret = readSessionSecret(request);
    if (secret === undefined) return undefined;
    requireSameOrigin(request);
    const session = await findSession(base, secret);
    if (!session) throw new Refusal('session-ended');
    const { act, login } = request.routeOptions.config;
    if (session.kind === 'person') {
      demandLogin(base, { level: session.level, loggedInAt: loggedInAt(session) }, login);
    }
    if (session.kind === 'person' && session.officialId !== null) {
      return await officialOf(base, session, { officialId: session.officialId, ownProviders });
    }
    const actor = await actingActor(base, session, act);
    if (!actor) return actorOf(session);
    await noteLook({ ...base, actor }, act, looks);
    return actor;
  };
}

function actorOf(session: Session): Actor {
  if (session.kind === 'person') {
    return { kind: 'recipient', personId: session.personId, sessionId: session.id };
  }
  return atTerminal(session.terminal);
}

function atTerminal({ id, idsId, organisationId }: Terminal): IdsActor {
  return { kind: 'ids', idsId, organisationId, terminalId: id };
}

/**
 * Asked anew for each request: who left, or lost the role, is refused at once. At a terminal, a cashier is
 * nothing but what the terminal is.
 */
async function officialOf(
  context: Context,
  session: PersonSession,
  asked: { officialId: string; ownProviders: OwnProviders },
): Promise<OfficialActor | IdsActor> {
  const official = await findOfficialOf(context, session, asked);
  if (!official) throw new Refusal('profile-ended');
  const { officialId, organisation, roles } = official;
  const terminal = terminalOfCashier(official, session.terminal);
  if (terminal) return { ...atTerminal(terminal), cashier: { officialId } };
  return { kind: 'official', officialId, personId: session.personId, organisation, roles };
}

type ActingActor = RecipientActor | RepresentativeActor;

/**
 * Who acts for another; undefined: for nobody. Asked anew for each request: who may no longer act for
 * somebody is refused at once.
 */
async function actingActor(
  context: Context,
  session: Session,
  act: string | undefined,
): Promise<ActingActor | undefined> {
  if (session.kind === 'terminal') return undefined;
  const { id: sessionId, personId, representedId, representedOrganisationId } = session;
  if (representedOrganisationId !== null) {
    const asked = { personId, organisationId: representedOrganisationId };
    const profile = await findOrganisationProfile(context, asked);
    if (!profile) throw new Refusal('profile-ended');
    const mandateIds = covering(profile.mandates, act);
    return { kind: 'representative', ...asked, sessionId, mandateIds, acts: profile.acts };
  }
  if (representedId === null) return undefined;
  const profile = await findProfile(context, { personId, representedId });
  if (!profile) throw new Refusal('profile-ended');
  const acting = { personId, mandateIds: covering(profile.mandates, act), acts: profile.acts };
  return { kind: 'recipient', personId: representedId, sessionId, acting };
}

/** Of the mandates those that are for what is asked: nothing is put under another. */
function covering(
  mandates: readonly Pick<Mandate, 'id' | 'acts'>[],
  act: string | undefined,
): string[] {
  return mandates.filter(({ acts }) => acts.some((one) => one === act)).map(({ id }) => id);
}

async function noteLook(
  context: Context & { actor: ActingActor },
  act: string | undefined,
  looks: Map<string, number>,
): Promise<void> {
  const { actor } = context;
  const acting = actor.kind === 'recipient' ? actor.acting : actor;
  if (!act || !acting?.acts.includes(act)) return;
  const subjectPersonId = actor.kind === 'recipient' ? actor.personId : undefined;
  const whose = actor.kind === 'recipient' ? actor.personId : actor.organisationId;
  const look = [actor.sessionId, whose, act, ...acting.mandateIds].join(' ');
  const now = context.clock.now().getTime();
  if ((looks.get(look) ?? 0) > now - LOOK_MS) return;
  const entry = { act: `identity.${act}`, subjectPersonId, content: {} };
  await writeAudit(context.db, [makeAuditRecord(context, entry)]);
  if (looks.size >= LOOKS_MAX) looks.clear();
  looks.set(look, now);
}
