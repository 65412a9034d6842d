import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { beginSession } from '../begin-session.ts';
import { OFFICIALS_ONLY, type OwnProviders } from '../login-means/own-providers.ts';
import { type AssuranceLevel, acrOf, levelOfAcr } from '../sign-on/assurance-level.ts';
import { CALLBACK_PATH, WEB_CLIENT_ID } from '../sign-on/own-client.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { selectOfficialsOfPerson } from '../sql/select-officials-of-person.ts';
import { clientAssertion } from './client-assertion.ts';
import type { Dispatch } from './dispatch.ts';
import type { Flow } from './flow-cookie.ts';

/** The web app as a client of the sign-on provider: where it is, and how it asks the provider. */
export interface WebClient {
  publicUrl: string;
  dispatch: Dispatch;
}

const SECRET_BYTES = 32;

const Pushed = z.object({ request_uri: z.string() });
const Tokens = z.object({ id_token: z.string() });
const IdentityClaims = z.object({
  sub: z.uuid(),
  nonce: z.string(),
  sid: z.string(),
  acr: z.string(),
  amr: z.array(z.string()).min(1),
  auth_time: z.number(),
});

/** Where a sign-in leads, and what it demands of the login: how strong, and how long ago at most. */
interface AskedSignIn {
  to: string;
  level?: AssuranceLevel | undefined;
  /** In seconds. */
  maxAge?: number | undefined;
  language: string;
}

/** Begins to sign a person in: gives what to remember in the browser, and where to send it. */
export async function beginWebSignIn(
  context: Context,
  client: WebClient,
  { to, level, maxAge, language }: AskedSignIn,
): Promise<{ flow: Flow; url: string }> {
  const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()];
  const pushed = await askProvider(context, client, '/request', {
    response_type: 'code',
    redirect_uri: client.publicUrl + CALLBACK_PATH,
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ui_locales: language,
    state,
    nonce,
    ...(level ? { acr_values: acrOf(level) } : {}),
    ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
  });
  const url = new URL(`${client.publicUrl}${SIGN_ON_PATH}/authorise`);
  url.searchParams.set('client_id', WEB_CLIENT_ID);
  url.searchParams.set('request_uri', Pushed.parse(pushed).request_uri);
  return { flow: { state, nonce, verifier, to }, url: url.href };
}

/**
 * Ends what `beginWebSignIn` began: with the code comes a session, and its secret is given. No token
 * is kept. Refuses `sign-in-broken` when the answer is not that of the provider to this flow, and
 * `profile-ended` of an official who is none any more.
 */
export async function finishWebSignIn(
  context: Context,
  client: WebClient & { ownProviders: OwnProviders },
  { flow, answer }: { flow: Flow; answer: Readonly<Record<string, unknown>> },
): Promise<string> {
  const issuer = client.publicUrl + SIGN_ON_PATH;
  const { code, state, iss } = answer;
  if (state !== flow.state || iss !== issuer || typeof code !== 'string') {
    throw new Refusal('sign-in-broken');
  }
  const tokens = Tokens.parse(
    await askProvider(context, client, '/token', {
      grant_type: 'authorization_code',
      redirect_uri: client.publicUrl + CALLBACK_PATH,
      code_verifier: flow.verifier,
      code,
    }),
  );
  const { payload } = await jwtVerify(tokens.id_token, await readKeys(client), {
    issuer,
    audience: WEB_CLIENT_ID,
    requiredClaims: ['exp', 'iat'],
  });
  const claims = IdentityClaims.parse(payload);
  const level = levelOfAcr(claims.acr);
  if (claims.nonce !== flow.nonce || !level) throw new Refusal('sign-in-broken');
  const { sub: personId, sid, amr, auth_time } = claims;
  // The session ends when the log-in does, however late it was begun.
  const ageMs = Math.max(0, machineClock.now().getTime() - auth_time * 1_000);
  const means = amr[0] ?? '';
  const confined = amr.includes(OFFICIALS_ONLY)
    ? await officialOf(context, personId, client.ownProviders.get(means))
    : undefined;
  return await beginSession(context, { personId, sid, level, means, ageMs, confined });
}

/** As whom a person works who signed on at their own institution. Refuses `profile-ended`. */
async function officialOf(context: Context, personId: string, organisation: string | undefined) {
  const day = rigaDay(context.clock.now());
  const officials = await selectOfficialsOfPerson(context.db, personId, day);
  const own = officials.find((one) => one.organisation && one.organisation.code === organisation);
  if (!own?.organisation) throw new Refusal('profile-ended');
  return { officialId: own.officialId, organisationId: own.organisation.id };
}

/** The public keys of the provider, as it publishes them. */
export async function readKeys({ dispatch }: WebClient) {
  const { body } = await dispatch({ method: 'GET', path: `${SIGN_ON_PATH}/jwks` });
  return createLocalJWKSet(JSON.parse(body) as JSONWebKeySet);
}

async function askProvider(
  context: Context,
  { publicUrl, dispatch }: WebClient,
  path: string,
  form: Record<string, string>,
): Promise<unknown> {
  const issuer = publicUrl + SIGN_ON_PATH;
  const proof = clientAssertion(context, { issuer, issuedAt: machineClock.now() });
  const asked = { method: 'POST', path: SIGN_ON_PATH + path, form: { ...form, ...proof } } as const;
  const { status, body } = await dispatch(asked);
  if (status < 300) return JSON.parse(body);
  context.log.warn({ status, path, problem: problemOf(body) }, 'the sign-on provider refused');
  throw new Refusal('sign-in-broken');
}

/** The provider's own words, which hold nothing of the person. */
function problemOf(body: string): string {
  return /"error_description":"([^"]{0,200})/.exec(body)?.[1] ?? '';
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
