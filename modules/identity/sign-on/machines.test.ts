import { X509Certificate } from 'node:crypto';
import { decodeJwt, exportJWK, importJWK, SignJWT } from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { CLIENT_CERTIFICATE } from '../testing/client-certificate.ts';
import { authorise, signOn, signOnCountry } from '../testing/sign-on-country.ts';
import { changeClientKeys } from './clients.ts';

const HEADER = 'x-client-certificate';
const { context, issuer, baseUrl, person, openClient } = await signOnCountry({
  certificateHeader: HEADER,
});

test('a machine signs on by its key, and gets a token that says for whom it is', async () => {
  const config = await openClient({ kind: 'machine', scopes: ['api'] });
  const tokens = await openid.clientCredentialsGrant(config, { scope: 'api' });
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    iss: issuer,
    aud: `${baseUrl}/`,
    client_id: config.clientMetadata().client_id,
    scope: 'api',
  });
  expect(tokens.refresh_token).toBeUndefined();
});

test('keys of Ed25519 are as good', async () => {
  const config = await openClient({ kind: 'machine', scopes: ['api'] }, 'EdDSA');
  const tokens = await openid.clientCredentialsGrant(config, { scope: 'api' });
  expect(tokens.expires_in).toBe(300);
});

test('a machine gets no more than it was let have, and people cannot sign on to it', async () => {
  const config = await openClient({ kind: 'machine', scopes: ['api'] });
  await expect(openid.clientCredentialsGrant(config, { scope: 'profile' })).rejects.toMatchObject({
    error: 'invalid_scope',
  });
  const { visited } = await authorise(config, { baseUrl, personId: person.id });
  expect(visited.status).toBe(400);
});

test('a proof counts once, however often and at the same time it comes', async () => {
  const { privateKey, id } = await clientByHand();
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: 'first' })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(issuer)
    .setJti('the-only-one')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
  const answers = await Promise.all([1, 2, 3].map(() => ask(id, assertion)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await ask(id, assertion)).status).not.toBe(200);
});

test('a proof of the future, of the past, for somebody else or by another key is none', async () => {
  const { privateKey, id } = await clientByHand();
  const { privateKey: stranger } = await clientByHand();
  const now = Math.floor(Date.now() / 1_000);
  const proofs: [what: string, claims: object, key?: CryptoKey][] = [
    ['past', { exp: now - 60 }],
    ['future', { nbf: now + 600, exp: now + 660 }],
    ['for somebody else', { aud: 'https://elsewhere.test/' }],
    ['by another key', {}, stranger],
    ['of somebody else', { iss: 'another', sub: 'another' }],
  ];
  for (const [what, claims, key] of proofs) {
    const stated = { iss: id, sub: id, aud: issuer, jti: what, iat: now, exp: now + 60, ...claims };
    const assertion = await new SignJWT(stated)
      .setProtectedHeader({ alg: 'ES256', kid: 'first' })
      .sign(key ?? privateKey);
    expect([400, 401], what).toContain((await ask(id, assertion)).status);
  }
});

test('a client with other keys proves itself by these alone', async () => {
  const config = await openClient({ kind: 'machine', scopes: ['api'] });
  const other = await clientByHand();
  await changeClientKeys(context, config.clientMetadata().client_id, {
    keys: [{ ...other.jwk, kid: 'second' }],
  });
  context.clock.advance(5_000);
  await expect(openid.clientCredentialsGrant(config, { scope: 'api' })).rejects.toMatchObject({
    error: 'invalid_client',
  });
});

test('a machine signs on by its certificate, to which its token is bound', async () => {
  const certificate = new X509Certificate(CLIENT_CERTIFICATE);
  const jwk = certificate.publicKey.export({ format: 'jwk' });
  const x5c = [certificate.raw.toString('base64')];
  const config = await openClient({
    ...{ kind: 'machine', scopes: ['api'], authentication: 'self_signed_tls_client_auth' },
    ...{ binding: 'mtls', jwks: { keys: [{ ...jwk, kty: 'EC', x5c }] } },
  });
  const id = config.clientMetadata().client_id;
  const send = (headers: Record<string, string>) =>
    fetch(`${issuer}/token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        scope: 'api',
      }),
    });
  const shown = { [HEADER]: encodeURIComponent(CLIENT_CERTIFICATE) };
  const { access_token } = (await (await send(shown)).json()) as { access_token: string };
  expect(decodeJwt(access_token).cnf).toHaveProperty('x5t#S256');
  expect((await send({})).status).toBe(401);
  expect((await send({ [HEADER]: 'nonsense' })).status).toBe(400);
});

test('a token that is bound by DPoP is of no use to who has not the key', async () => {
  const config = await openClient({ binding: 'dpop' });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const { tokens } = await signOn(config, { baseUrl, personId: person.id, DPoP });
  expect(tokens.token_type).toBe('dpop');
  const sub = tokens.claims()?.sub ?? '';
  await openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
  const stolen = await fetch(`${issuer}/person`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  expect(stolen.status).toBe(401);
  const other = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  await expect(
    openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP: other }),
  ).rejects.toThrow();
});

test('the strict profile (FAPI 2.0): pushed, proven, bound, or nothing', async () => {
  const config = await openClient({ binding: 'dpop', strict: true });
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const flow = { baseUrl, personId: person.id };
  const { tokens, callback } = await signOn(config, { ...flow, DPoP, pushed: true });
  expect(tokens.token_type).toBe('dpop');
  expect(callback.searchParams.get('iss')).toBe(issuer);
  const first = tokens.refresh_token ?? '';
  const next = await openid.refreshTokenGrant(config, first, undefined, { DPoP });
  expect(next.refresh_token).toBe(first);
  const unpushed = await authorise(config, flow);
  expect(unpushed.callback.searchParams.get('error') ?? unpushed.visited.body).toMatch(
    /invalid_request/,
  );
  const {
    callback: bare,
    verifier,
    state,
    nonce,
  } = await authorise(config, {
    ...{ ...flow, pushed: true, DPoP },
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  await expect(openid.authorizationCodeGrant(config, bare, checks)).rejects.toThrow();
});

test('a program on a person’s own machine signs on by a port of its choice, with PKCE alone', async () => {
  const config = await openClient({
    ...{ kind: 'native', authentication: 'none', redirectUris: ['http://127.0.0.1/callback'] },
  });
  const redirect_uri = 'http://127.0.0.1:49152/callback';
  const { tokens } = await signOn(config, {
    ...{ baseUrl, personId: person.id, parameters: { redirect_uri } },
  });
  expect(tokens.id_token).toBeDefined();
  const first = tokens.refresh_token ?? '';
  await openid.refreshTokenGrant(config, first);
  await expect(openid.refreshTokenGrant(config, first)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

async function clientByHand() {
  const { privateKey, publicKey } = await openid.randomDPoPKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kty: 'EC' as const, kid: 'first' };
  await importJWK(jwk, 'ES256');
  const config = await openClient({ kind: 'machine', scopes: ['api'], jwks: { keys: [jwk] } });
  return { privateKey, jwk, id: config.clientMetadata().client_id };
}

async function ask(id: string, assertion: string): Promise<Response> {
  return await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'api',
      client_id: id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
}
