import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { escapeText } from './escape-text.ts';
import type { Exchange } from './serve.ts';

/** The simulated OpenID provider of an institution, at which people sign on by the code flow. */
export interface Institution {
  settings: object;
  answer(exchange: Exchange): void;
}

interface Asked {
  redirectUri: string;
  state: string;
  nonce: string;
  challenge: string;
  personalCode: string;
  method: string;
  fault: string;
}

const HOME = '/institution';
const CLIENT = { clientId: 'koplieta-demo', clientSecret: 'not a secret of anybody' };
const KEY = 'simulated-1';
const TOKEN_S = 300;
const SIGN_OUT = 'http://schemas.openid.net/event/backchannel-logout';
/** Older than what counts as just signed on. */
const OLD_S = 3_600;

export async function makeInstitution(): Promise<Institution> {
  const codes = new Map<string, Asked>();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const { privateKey: anotherKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY, use: 'sig', alg: 'ES256' };

  const signOn = ({ form, redirect, send }: Exchange) => {
    const asked = askedOf(form);
    const { redirectUri, state, fault } = asked;
    if (!redirectUri) return send(400, '{"error":"invalid_request"}');
    const code = randomUUID();
    if (fault !== 'unknown-code') codes.set(code, asked);
    const answer = form.act === 'cancel' ? { error: 'access_denied' } : { code };
    const told = fault === 'another-state' ? `${state.slice(0, -4)}AAAA` : state;
    const iss = fault === 'mixed-up' ? 'https://another.example' : form.issuer;
    redirect(`${redirectUri}?${new URLSearchParams({ ...answer, state: told, iss: iss ?? '' })}`);
  };
  const giveToken = async ({ form, authorization, send }: Exchange, issuer: string) => {
    const asked = codes.get(form.code ?? '');
    codes.delete(form.code ?? '');
    if (!isClient(authorization)) return send(401, '{"error":"invalid_client"}');
    if (asked?.fault === 'down') return send(503, '{}');
    const proof = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    if (asked?.redirectUri !== form.redirect_uri || asked?.challenge !== proof) {
      return send(400, '{"error":"invalid_grant"}');
    }
    const claims = claimsOf(asked, issuer);
    const token =
      asked.fault === 'unsigned'
        ? new UnsecuredJWT(claims).encode()
        : await new SignJWT(claims)
            .setProtectedHeader({ alg: 'ES256', kid: KEY })
            .sign(keyOf(asked.fault));
    const given = { access_token: randomUUID(), token_type: 'Bearer', expires_in: TOKEN_S };
    send(200, JSON.stringify({ ...given, id_token: token }));
  };
  const keyOf = (fault: string | undefined) => (fault === 'another-key' ? anotherKey : privateKey);
  return {
    settings: {
      ...{ kind: 'openid-connect', code: 'simulated-institution', level: 'high', ...CLIENT },
      name: { lv: 'Simulētā iestāde', en: 'Simulated institution' },
      personalCodeClaim: 'personal_code',
      levels: { pwd: 'low', mfa: 'substantial', card: 'high' },
    },
    answer: (exchange) => {
      const issuer = `http://${exchange.host}${HOME}`;
      const places: Readonly<Record<string, () => void>> = {
        '/.well-known/openid-configuration': () =>
          exchange.send(200, JSON.stringify(describe(issuer))),
        '/keys': () => exchange.send(200, JSON.stringify({ keys: [jwk] })),
        '/authorise': () => askWho(exchange, issuer),
        '/sign-on': () => signOn(exchange),
        '/token': () => void giveToken(exchange, issuer),
        '/sign-out': () => void sendSignOut(exchange, issuer, keyOf(exchange.form.fault)),
      };
      const answer = places[exchange.path.slice(HOME.length)];
      return answer ? answer() : exchange.send(404, '{}');
    },
  };
}

/** RFC 6749, 2.3.1: identifier and secret are form-encoded first. */
function isClient(authorization: string): boolean {
  const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  const [id, secret] = basic
    .split(':')
    .map((part) => new URLSearchParams(`part=${part}`).get('part'));
  return id === CLIENT.clientId && secret === CLIENT.clientSecret;
}

/** Says at an address that somebody signed out, or has left (OpenID Connect Back-Channel Logout 1.0). */
async function sendSignOut({ form, send }: Exchange, issuer: string, key: CryptoKey) {
  const { fault = '', at = '', personalCode = '', sid } = form;
  const claims = {
    ...{ iss: fault === 'another-issuer' ? 'https://another.example' : issuer },
    aud: fault === 'another-audience' ? 'somebody-else' : CLIENT.clientId,
    iat: Math.floor(Date.now() / 1_000) - (fault === 'old' ? OLD_S : 0),
    ...{ jti: randomUUID(), events: { [fault === 'no-event' ? 'something' : SIGN_OUT]: {} } },
    ...(fault === 'nobody' ? {} : { sub: `official-${personalCode}` }),
    ...(sid ? { sid } : {}),
    ...(fault === 'id-token' ? { nonce: 'n' } : {}),
  };
  const signed = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: KEY });
  const body = new URLSearchParams({ logout_token: await signed.sign(key) });
  const answer = await fetch(at, { method: 'POST', body });
  send(200, JSON.stringify({ status: answer.status }));
}

function describe(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorise`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function askedOf(form: Exchange['form']): Asked {
  const { redirect_uri = '', state = '', nonce = '', code_challenge = '' } = form;
  const { personalCode = '', method = 'mfa', fault = '' } = form;
  const who = { personalCode, method, fault };
  return { redirectUri: redirect_uri, state, nonce, challenge: code_challenge, ...who };
}

function claimsOf({ personalCode, method, nonce, state, fault }: Asked, issuer: string) {
  const now = Math.floor(Date.now() / 1_000);
  const issuedAt = fault === 'expired' ? now - OLD_S : now;
  return {
    iss: fault === 'another-issuer' ? 'https://another.example' : issuer,
    aud: fault === 'another-audience' ? 'somebody-else' : CLIENT.clientId,
    ...{ sub: `official-${personalCode}`, iat: issuedAt, exp: issuedAt + TOKEN_S },
    auth_time: fault === 'old-login' ? now - OLD_S : now,
    ...(fault === 'no-nonce' ? {} : { nonce: fault === 'another-nonce' ? randomUUID() : nonce }),
    ...{ amr: [method], sid: `session-${state.slice(-8)}` },
    personal_code: fault === 'foreign' ? 'PNOEE-38001085718' : `PNOLV-${personalCode}`,
  };
}

/** The institution asks who it is, unless the request is not as agreed. */
function askWho({ query, send }: Exchange, issuer: string): void {
  const { client_id, response_type, code_challenge_method, redirect_uri = '' } = query;
  const agreed =
    client_id === CLIENT.clientId && response_type === 'code' && code_challenge_method === 'S256';
  if (!agreed || !redirect_uri) return send(400, '{"error":"invalid_request"}');
  const { state = '', nonce = '', code_challenge = '' } = query;
  const kept = { redirect_uri, state, nonce, code_challenge, issuer };
  const fields = Object.entries(kept).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  );
  const form = `<form method="post" action="${HOME}/sign-on">${fields.join('')}
<label>Personas kods <input name="personalCode" required></label>
<label>Veids <select name="method"><option value="mfa">Parole un lietotne</option>
<option value="pwd">Tikai parole</option><option value="card">Darbinieka karte</option></select></label>
<button>Pieteikties</button><button name="act" value="cancel" formnovalidate>Atcelt</button></form>`;
  send(
    200,
    `<!doctype html><html lang="lv"><meta charset="utf-8"><title>Simulētā iestāde</title>
<h1>Simulētā iestāde</h1>${form}</html>`,
  );
}
