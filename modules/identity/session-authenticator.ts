import type { Actor, Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { Authenticator } from '../../platform/http/http-app.ts';
import { findSession } from './find-session.ts';
import type { Session } from './session.ts';
import { readSessionSecret, requireSameOrigin } from './session-cookie.ts';

/** Tells who is asking by the session's cookie. A request with an `Authorization` header asks by that. */
export const sessionAuthenticator: Authenticator = async (request, base: Context) => {
  if (request.headers.authorization !== undefined) return undefined;
  const secret = readSessionSecret(request);
  if (secret === undefined) return undefined;
  requireSameOrigin(request);
  const session = await findSession(base, secret);
  if (!session) throw new Refusal('session-ended');
  return actorOf(session);
};

function actorOf(session: Session): Actor {
  if (session.kind === 'person') {
    return { kind: 'recipient', personId: session.personId, sessionId: session.id };
  }
  const { id, idsId, organisationId } = session.terminal;
  return { kind: 'ids', idsId, organisationId, terminalId: id };
}
