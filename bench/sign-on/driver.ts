import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A client of the bench, and the bank that its people log in by: both are the driver itself. */
export interface Driver {
  /** What the server is told of the bank. */
  bankSettings: object;
  /** Public keys of the clients. */
  jwks: { keys: { kty: 'EC'; [name: string]: unknown }[] };
  /** The code flow from the first request to the tokens; gives the refresh token. */
  logIn(clientId: string, personalCode: string): Promise<string>;
  /** A token for a machine. */
  grant(clientId: string): Promise<void>;
  /** A new token for a refresh token; gives the next of them. */
  refresh(clientId: string, refreshToken: string): Promise<string>;
}

const CALLBACK = 'https://bench.test/callback';
const BANK = 'bench-bank';
const BANK_ID = 'BENCHBANK';
const OWN_ID = 'KOPLIETA';

export function makeDriver(baseUrl: () => string): Driver {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bank = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = (key: KeyObject, type: 'pkcs8' | 'spki') => key.export({ format: 'pem', type });
  const jwk = client.publicKey.export({ format: 'jwk' });
  const issuer = () => `${baseUrl()}/sign-on`;
  const ask = async (clientId: string, form: Record<string, string>) => {
    const proof = assertionOf(clientId, issuer(), client.privateKey);
    const answer = await fetch(`${issuer()}/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...proof, ...form }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { refresh_token?: string };
  };
  return {
    bankSettings: {
      ...{ kind: 'bank-link', code: BANK, name: { lv: 'Mērbanka', en: 'Bench Bank' } },
      ...{ level: 'substantial', url: 'https://bank.bench.test/', ownId: OWN_ID, bankId: BANK_ID },
      privateKey: pem(own.privateKey, 'pkcs8'),
      bankPublicKey: pem(bank.publicKey, 'spki'),
    },
    jwks: { keys: [{ ...jwk, kty: 'EC' }] },
    logIn: async (clientId, personalCode) => {
      const verifier = randomBytes(32).toString('base64url');
      const visit = visitor(baseUrl());
      const step = await visit(`/sign-on/authorise?${authorisationOf(clientId, verifier)}`);
      const page = await visit(`${step.path}/${BANK}`, {});
      const packet = answerOf(page.body, personalCode, bank.privateKey);
      const back = await visit(`${step.path}/${BANK}/return`, packet);
      const code = new URL(back.left ?? '').searchParams.get('code') ?? '';
      const form = { grant_type: 'authorization_code', redirect_uri: CALLBACK };
      const tokens = await ask(clientId, { ...form, code, code_verifier: verifier });
      return tokens.refresh_token ?? '';
    },
    grant: async (clientId) =>
      void (await ask(clientId, { grant_type: 'client_credentials', scope: 'api' })),
    refresh: async (clientId, refresh_token) => {
      const tokens = await ask(clientId, { grant_type: 'refresh_token', refresh_token });
      return tokens.refresh_token ?? '';
    },
  };
}

export const DRIVER_CALLBACK = CALLBACK;

function authorisationOf(clientId: string, verifier: string): URLSearchParams {
  return new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' },
    ...{ code_challenge_method: 'S256', state: 'bench', nonce: 'bench' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
}

interface Visited {
  path: string;
  body: string;
  /** An address of another site that the browser was led to. */
  left?: string;
}

/** A browser of one person: cookies of any path, redirects of this site. */
function visitor(home: string) {
  const cookies = new Map<string, string>();
  return async (path: string, form?: Record<string, string>): Promise<Visited> => {
    let [at, body] = [path, form && new URLSearchParams(form)];
    for (;;) {
      const answer = await fetch(home + at, {
        ...{ method: body ? 'POST' : 'GET', redirect: 'manual', ...(body ? { body } : {}) },
        headers: {
          'sec-fetch-site': 'same-origin',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      });
      for (const text of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (text.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      const text = await answer.text();
      const location = answer.headers.get('location');
      if (location === null) return { path: at, body: text };
      const next = new URL(location, home);
      if (next.origin !== home) return { path: at, body: text, left: next.href };
      [at, body] = [next.pathname + next.search, undefined];
    }
  };
}

/** What the bank answers to the form of a page: the person, signed. */
function answerOf(page: string, personalCode: string, key: KeyObject): Record<string, string> {
  const nonce = /name="VK_NONCE" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const time = new Date().toISOString().replace(/\.\d+Z$/, '+0000');
  const values = ['3013', '009', time, BANK_ID, OWN_ID, nonce, 'Bench', personalCode, 'LV'];
  const names = ['SERVICE', 'VERSION', 'DATETIME', 'SND_ID', 'REC_ID', 'NONCE', 'USER_NAME'];
  const all = [...names, 'USER_ID', 'COUNTRY', 'OTHER', 'TOKEN', 'RID'];
  const fields = all.map((name, at) => [`VK_${name}`, values[at] ?? ''] as const);
  const signed = fields.map(([, value]) => String(value.length).padStart(3, '0') + value).join('');
  const mac = sign('sha512', Buffer.from(signed), key).toString('base64');
  return { ...Object.fromEntries(fields), VK_MAC: mac };
}

function assertionOf(clientId: string, audience: string, key: KeyObject): Record<string, string> {
  const iat = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, exp: iat + 60 };
  const jti = randomBytes(16).toString('base64url');
  const text = `${part({ alg: 'ES256' })}.${part({ ...claims, jti })}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${text}.${signature.toString('base64url')}`,
  };
}
