import { randomBytes } from 'node:crypto';
import * as openid from 'openid-client';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { html } from '../pages/html.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { Levels, levelStated, personalCodeStated } from './federated-claims.ts';
import type { LoginMeans, LoginOutcome, LoginTurn } from './login-means.ts';
import type { LoginRefusal } from './login-refusals.ts';
import { type OpenIdProvider, openIdProvider } from './openid-provider.ts';
import { findPersonOf } from './person-of.ts';

/** What the operator agreed with an institution whose OpenID provider may say who somebody is. */
export const OpenIdSettings = z.strictObject({
  kind: z.literal('openid-connect'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  /** The most that a login there counts for, whatever the provider says of it. */
  level: z.enum(ASSURANCE_LEVELS).default('substantial'),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().default('openid'),
  /** The claim of the ID token that has the personal code, with or without `PNOLV-` before it. */
  personalCodeClaim: z.string().min(1),
  levels: Levels,
  /** Code: the provider tells of this organisation's officials, and they sign on by it alone. */
  organisation: z.string().optional(),
});
export type OpenIdSettings = z.output<typeof OpenIdSettings>;

const NONCE_BYTES = 24;
/** A login there that is older proves nothing of who sits there now. */
const LOGIN_MAX_S = 300;
const State = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
type State = z.output<typeof State>;

/** What a provider says when nothing came of it (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const REFUSED: Readonly<Record<string, LoginRefusal>> = {
  access_denied: 'cancelled',
  login_required: 'cancelled',
  interaction_required: 'cancelled',
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
};

/**
 * The OpenID provider of an institution: people sign on there, by code flow with PKCE. What counts is the
 * signed ID token that the provider itself gives for the code, to us, for this log-in, and of a login just made.
 */
export function openIdConnect(settings: OpenIdSettings): LoginMeans {
  const { code, level, name, organisation } = settings;
  const provider = openIdProvider(settings);
  return {
    ...{ code, level, name, organisation },
    hint: {
      lv: 'Jūs pieteiksieties iestādes lapā',
      en: 'You sign on at the page of the institution',
    },
    readSignOut: async (context, token) => await provider.readSignOut(context, token),
    take: async (context, turn) => {
      const known = State.safeParse(turn.state).data;
      if (!known || turn.form.state === undefined)
        return await leave(context, settings, provider, turn);
      const claims = await proven(context, provider, turn, known);
      if (typeof claims === 'string') return { kind: 'refused', code: claims };
      const personalCode = personalCodeStated(claims[settings.personalCodeClaim]);
      if (personalCode === undefined) return { kind: 'refused', code: 'not-proven' };
      const outcome = await findPersonOf(context, personalCode);
      return outcome.kind === 'known'
        ? {
            ...{ ...outcome, outside: outsideOf(claims) },
            level: levelStated(settings, [claims.acr, claims.amr].flat()),
          }
        : outcome;
    },
  };
}

const Outside = z.object({ sub: z.string(), sid: z.string().optional() });
const outsideOf = (claims: Claims) => Outside.parse(claims);

type Claims = Readonly<Record<string, unknown>>;

async function proven(
  context: Context,
  provider: OpenIdProvider,
  { form, backUrl }: LoginTurn,
  known: State,
): Promise<Claims | LoginRefusal> {
  if (form.state !== known.state) return 'not-proven';
  if (form.error !== undefined) return REFUSED[form.error] ?? 'not-usable';
  const answer = Object.entries({ state: form.state, code: form.code, iss: form.iss });
  const given = answer.filter((field): field is [string, string] => field[1] !== undefined);
  const url = new URL(backUrl);
  url.search = new URLSearchParams(given).toString();
  return await provider.ask(context, async (config) => {
    const tokens = await openid.authorizationCodeGrant(config, url, {
      ...{ expectedState: known.state, expectedNonce: known.nonce, maxAge: LOGIN_MAX_S },
      ...{ pkceCodeVerifier: known.verifier, idTokenExpected: true },
    });
    return tokens.claims() ?? 'not-proven';
  });
}

async function leave(
  context: Context,
  { name, scope }: OpenIdSettings,
  provider: OpenIdProvider,
  { state: kept, uid, backUrl, language }: LoginTurn,
): Promise<LoginOutcome> {
  const state = State.safeParse(kept).data ?? {
    state: `${uid}.${randomBytes(NONCE_BYTES).toString('base64url')}`,
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
  };
  const challenge = await openid.calculatePKCECodeChallenge(state.verifier);
  const url = await provider.ask(context, async (config) =>
    openid.buildAuthorizationUrl(config, {
      ...{ redirect_uri: backUrl, scope, state: state.state, nonce: state.nonce },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      ...{ prompt: 'login', max_age: String(LOGIN_MAX_S), ui_locales: language },
    }),
  );
  if (typeof url === 'string') return { kind: 'refused', code: url };
  const lv = language === 'lv';
  const body = html`
<p>${lv ? 'Jūs turpināsiet iestādes pieteikšanās lapā un pēc tam atgriezīsieties šeit.' : 'You go on at the sign-on page of the institution, and come back here after that.'}</p>
<form method="get" action="${url.origin + url.pathname}" class="stack">
${[...url.searchParams].map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
<button type="submit" class="primary">${lv ? `Doties uz: ${name.lv}` : `Go to ${name.en}`}</button>
</form>`;
  const title = { lv: `Pieteikties ar: ${name.lv}`, en: `Sign on by ${name.en}` };
  return { kind: 'ask', state, page: { title, body, formOrigins: [url.origin] } };
}
