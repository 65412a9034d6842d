import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Actor, Context, OfficialActor, RecipientActor } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { Authenticator } from '../../platform/http/http-app.ts';
import { findSession } from './find-session.ts';
import { demandLogin } from './log-ins/demand-login.ts';
import { type OwnProviders, readOwnProviders } from './login-means/own-providers.ts';
import { findOfficialOf } from './mandates/choose-profile.ts';
import { findProfile } from './mandates/list-profiles.ts';
import { loggedInAt, type PersonSession, type Session } from './session.ts';
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
    if (session.kind === 'terminal' || session.representedId === null) return actorOf(session);
    const actor = await actingActor(base, { session, representedId: session.representedId, act });
    await noteLook({ ...base, actor }, act, looks);
    return actor;
  };
}

function actorOf(session: Session): Actor {
  if (session.kind === 'person') {
    return { kind: 'recipient', personId: session.personId, sessionId: session.id };
  }
  const { id, idsId, organisationId } = session.terminal;
  return { kind: 'ids', idsId, organisationId, terminalId: id };
}

/** Asked anew for each request: who left, or lost the role, is refused at once. */
async function officialOf(
  context: Context,
  session: PersonSession,
  asked: { officialId: string; ownProviders: OwnProviders },
): Promise<OfficialActor> {
  const official = await findOfficialOf(context, session, asked);
  if (!official) throw new Refusal('profile-ended');
  const { officialId, organisation, roles } = official;
  return { kind: 'official', officialId, personId: session.personId, organisation, roles };
}

/** Asked anew for each request: who may no longer act for somebody is refused at once. */
async function actingActor(
  context: Context,
  asked: { session: PersonSession; representedId: string; act: string | undefined },
): Promise<RecipientActor> {
  const { session, representedId, act } = asked;
  const { id: sessionId, personId } = session;
  const profile = await findProfile(context, { personId, representedId });
  if (!profile) throw new Refusal('profile-ended');
  const { acts } = profile;
  // Of the mandates those that are for what is asked: nothing is put under another.
  const covering = profile.mandates.filter((mandate) => mandate.acts.some((one) => one === act));
  const mandateIds = covering.map(({ id }) => id);
  const acting = { personId, mandateIds, acts };
  return { kind: 'recipient', personId: representedId, sessionId, acting };
}

async function noteLook(
  context: Context & { actor: RecipientActor },
  act: string | undefined,
  looks: Map<string, number>,
): Promise<void> {
  const { personId, sessionId, acting } = context.actor;
  if (!act || !acting?.acts.includes(act)) return;
  const look = [sessionId, personId, act, ...acting.mandateIds].join(' ');
  const now = context.clock.now().getTime();
  if ((looks.get(look) ?? 0) > now - LOOK_MS) return;
  const entry = { act: `identity.${act}`, subjectPersonId: personId, content: {} };
  await writeAudit(context.db, [makeAuditRecord(context, entry)]);
  if (looks.size >= LOOKS_MAX) looks.clear();
  looks.set(look, now);
}
