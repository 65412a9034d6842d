import {
  generateKeyPairSync,
  hash,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { SignJWT } from 'jose';

export interface KeyPair {
  privateKey: KeyObject;
  jwk: JsonWebKey;
}

/** A key of a machine: the private part stays with it. */
export function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) };
}

interface Asking {
  baseUrl: string;
  clientId: string;
  pair: KeyPair;
  /** Binds the token to this key. */
  bindTo?: KeyPair;
  scope?: string;
}

/** Asks the provider for a token by client credentials and `private_key_jwt`, as an IDS does. */
export async function askForToken({ baseUrl, clientId, pair, bindTo, scope = 'api' }: Asking) {
  const issuer = `${baseUrl}/sign-on`;
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(pair.privateKey);
  const url = `${issuer}/token`;
  const answer = await fetch(url, {
    method: 'POST',
    ...(bindTo ? { headers: { dpop: await makeProof(bindTo, { method: 'POST', url }) } } : {}),
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', scope, client_id: clientId },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  return { status: answer.status, ...((await answer.json()) as { access_token: string }) };
}

interface Proven {
  method: string;
  url: string;
  token?: string;
  id?: string;
  issuedAt?: number;
}

/** A DPoP proof (RFC 9449) of one request. */
export async function makeProof(
  { privateKey, jwk }: KeyPair,
  { method, url, token, id = randomUUID(), issuedAt }: Proven,
): Promise<string> {
  const ath = token === undefined ? {} : { ath: hash('sha256', token, 'base64url') };
  return await new SignJWT({ htm: method, htu: url, jti: id, ...ath })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { ...jwk } as never })
    .setIssuedAt(issuedAt)
    .sign(privateKey);
}
