import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Authenticator } from '../../../platform/http/http-app.ts';
import { demandLogin } from '../log-ins/demand-login.ts';
import { OFFICIALS_ONLY } from '../login-means/own-providers.ts';
import { artifactAdapter } from '../sign-on/artifact-adapter.ts';
import { levelOfAcr } from '../sign-on/assurance-level.ts';
import { CLI_CLIENT_ID } from '../sign-on/own-client.ts';
import { selectLivingPerson } from '../sign-on/sql/select-living-person.ts';

const TOKEN = /^Bearer +([\w-]{43})$/i;

/**
 * Knows a person by the access token of the platform's own command line (RFC 6750). It opens what the
 * person's session in the browser does, and ends with the log-in that it came from: both are asked for
 * each time. Tokens of other clients open nothing here.
 */
export const personTokenAuthenticator: Authenticator = async (request, base) => {
  const [, text] = TOKEN.exec(request.headers.authorization ?? '') ?? [];
  if (text === undefined) return undefined;
  const token = await artifactAdapter(base, 'AccessToken').find(text);
  if (token?.clientId !== CLI_CLIENT_ID || !token.accountId) return undefined;
  const session = await artifactAdapter(base, 'Session').findByUid(String(token.sessionUid));
  const person = await selectLivingPerson(base.db, token.accountId);
  const isOfficials = [session?.amr].flat().includes(OFFICIALS_ONLY);
  if (session?.accountId !== token.accountId || !person || isOfficials)
    throw new Refusal('session-ended');
  const level = levelOfAcr(String(session.acr)) ?? 'low';
  const loggedInAt = new Date(Number(session.loginTs) * 1_000);
  demandLogin(base, { level, loggedInAt }, request.routeOptions.config.login);
  return { kind: 'recipient', personId: token.accountId, sessionId: String(token.grantId) };
};
