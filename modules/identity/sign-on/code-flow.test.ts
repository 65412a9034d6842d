import { decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { authorise, CALLBACK, signOn, signOnCountry } from '../testing/sign-on-country.ts';
import { endClient } from './clients.ts';

const { context, issuer, baseUrl, person, fixture, openClient } = await signOnCountry();

test('discovery names what there is, and nothing that is not', async () => {
  const config = await openClient();
  const metadata = config.serverMetadata();
  expect(metadata).toMatchObject({
    issuer,
    authorization_endpoint: `${issuer}/authorise`,
    token_endpoint: `${issuer}/token`,
    pushed_authorization_request_endpoint: `${issuer}/request`,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    subject_types_supported: ['pairwise', 'public'],
  });
  expect(metadata.id_token_signing_alg_values_supported).toEqual(
    expect.arrayContaining(['ES256', 'EdDSA']),
  );
  expect(metadata.acr_values_supported).toContain('http://eidas.europa.eu/LoA/substantial');
});

test('a person signs on by the code flow with PKCE', async () => {
  const config = await openClient({ scopes: ['openid', 'profile'] });
  const { tokens } = await signOn(config, {
    ...{ baseUrl, personId: person.id, scope: 'openid profile' },
  });
  const claims = tokens.claims();
  expect(claims).toMatchObject({
    aud: config.clientMetadata().client_id,
    acr: 'http://eidas.europa.eu/LoA/low',
    amr: ['simulated-person'],
    auth_time: expect.any(Number),
  });
  expect(claims?.sub).not.toBe(person.id);
  const about = await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  expect(about.name).toBe(person.name);
  expect(about.personal_code).toBeUndefined();
});

test('a request that was pushed is answered as one that was not', async () => {
  const config = await openClient();
  const { tokens } = await signOn(config, { baseUrl, personId: person.id, pushed: true });
  expect(tokens.claims()?.sub).toBeDefined();
});

test('clients of one organisation know a person by one name, others by another', async () => {
  const subjects = [];
  for (const statement of [
    { organisation: 'm-0099000' },
    { organisation: 'm-0099000' },
    { organisation: 'vejaines-pramis' },
  ]) {
    const config = await openClient(statement);
    const { tokens } = await signOn(config, { baseUrl, personId: person.id });
    subjects.push(tokens.claims()?.sub);
  }
  expect(subjects[1]).toBe(subjects[0]);
  expect(subjects[2]).not.toBe(subjects[0]);
});

test('who signed on to one client is not asked again by the next, until they sign out', async () => {
  const first = await openClient();
  const second = await openClient();
  const { browser } = await signOn(first, { baseUrl, personId: person.id });
  // Nobody by that id: if a login were asked for, it would end there.
  const { tokens } = await signOn(second, { baseUrl, personId: '', browser });
  expect(tokens.claims()?.aud).toBe(second.clientMetadata().client_id);
  const silent = { browser, baseUrl, personId: '', parameters: { prompt: 'none' } };
  expect((await authorise(second, silent)).callback.searchParams.get('code')).toBeTruthy();
});

test('without a log-in, prompt=none is answered and nobody is asked', async () => {
  const config = await openClient();
  const { callback, state } = await authorise(config, {
    ...{ baseUrl, personId: '', parameters: { prompt: 'none' } },
  });
  expect(Object.fromEntries(callback.searchParams)).toMatchObject({
    error: 'login_required',
    iss: issuer,
    state,
  });
});

test('max_age and prompt=login ask again', async () => {
  const config = await openClient();
  const { browser } = await signOn(config, { baseUrl, personId: person.id });
  const url = (parameters: Record<string, string>) =>
    openid.buildAuthorizationUrl(config, {
      ...{ redirect_uri: CALLBACK, scope: 'openid', code_challenge_method: 'S256' },
      ...{ code_challenge: 'x'.repeat(43), state: 'a', nonce: 'b' },
      ...parameters,
    });
  const asked = await browser.visit(url({ prompt: 'login' }).href);
  expect(asked.url).toContain('/sign-on/step/');
  const unasked = await browser.visit(url({ max_age: '600' }).href);
  expect(unasked.url).toContain(CALLBACK);
});

test('prompt=consent shows what the client will know, and is answered', async () => {
  const config = await openClient({ scopes: ['openid', 'profile', 'offline_access'] });
  const { tokens } = await signOn(config, {
    ...{ baseUrl, personId: person.id, scope: 'openid profile offline_access' },
    parameters: { prompt: 'consent' },
  });
  expect(tokens.refresh_token).toBeDefined();
  expect(tokens.scope).toContain('offline_access');
});

const REFUSED: [what: string, parameters: Record<string, string>, error: string][] = [
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
  ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
  ['a scope that the client has not', { scope: 'openid personal-code' }, 'invalid_scope'],
];

test.each(REFUSED)('%s is refused, and the client hears why', async (_what, parameters, error) => {
  const config = await openClient();
  const { callback } = await authorise(config, { baseUrl, personId: '', parameters });
  expect(callback.href).toContain(CALLBACK);
  const told = new URLSearchParams(callback.hash.slice(1) || callback.search);
  expect(told.get('error')).toBe(error);
});

test('an address to return to must be registered to the letter; else nobody is led anywhere', async () => {
  const config = await openClient();
  for (const redirect_uri of [
    'https://portal.vejaine.test/callback/',
    'https://portal.vejaine.test/callback?more',
    'https://portal.vejaine.test.elsewhere.test/callback',
    'http://portal.vejaine.test/callback',
  ]) {
    const { visited } = await authorise(config, {
      ...{ baseUrl, personId: '', parameters: { redirect_uri } },
    });
    expect(visited.status, redirect_uri).toBe(400);
    expect(visited.url.startsWith(baseUrl), redirect_uri).toBe(true);
    expect(visited.body).toContain('invalid_redirect_uri');
    expect(visited.headers['content-security-policy']).toContain("default-src 'none'");
  }
});

test('a code is used once: the second time takes back what the first gave', async () => {
  const config = await openClient();
  const { callback, verifier, state, nonce, tokens } = await signOn(config, {
    ...{ baseUrl, personId: person.id },
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const again = openid.authorizationCodeGrant(config, callback, checks);
  await expect(again).rejects.toMatchObject({ error: 'invalid_grant' });
  const sub = tokens.claims()?.sub ?? '';
  await expect(openid.fetchUserInfo(config, tokens.access_token, sub)).rejects.toThrow();
});

test('of two who come with one code at the same time, neither keeps what it opens', async () => {
  const config = await openClient();
  const { callback, verifier, state, nonce } = await authorise(config, {
    ...{ baseUrl, personId: person.id },
  });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const both = await Promise.allSettled(
    [1, 2].map(() => openid.authorizationCodeGrant(config, callback, checks)),
  );
  const given = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(given.length).toBeLessThanOrEqual(1);
  for (const tokens of given) {
    const refresh = openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    await expect(refresh).rejects.toMatchObject({ error: 'invalid_grant' });
  }
});

test('a code opens nothing with another verifier, and nothing for another client', async () => {
  const config = await openClient();
  const other = await openClient();
  const { callback, state, nonce, verifier } = await authorise(config, {
    ...{ baseUrl, personId: person.id },
  });
  const checks = { expectedState: state, expectedNonce: nonce };
  const wrong = { ...checks, pkceCodeVerifier: openid.randomPKCECodeVerifier() };
  await expect(openid.authorizationCodeGrant(config, callback, wrong)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const right = { ...checks, pkceCodeVerifier: verifier };
  await expect(openid.authorizationCodeGrant(other, callback, right)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('a refresh token is used once; a used one that comes again ends them all', async () => {
  const config = await openClient();
  const { tokens } = await signOn(config, { baseUrl, personId: person.id });
  const first = tokens.refresh_token ?? '';
  const next = await openid.refreshTokenGrant(config, first);
  expect(next.refresh_token).not.toBe(first);
  await expect(openid.refreshTokenGrant(config, first)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await expect(openid.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('what a client revokes opens nothing', async () => {
  const config = await openClient();
  const { tokens } = await signOn(config, { baseUrl, personId: person.id });
  const seen = await openid.tokenIntrospection(config, tokens.access_token);
  expect(seen.active).toBe(true);
  await openid.tokenRevocation(config, tokens.refresh_token ?? '');
  await expect(openid.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  expect((await openid.tokenIntrospection(config, tokens.access_token)).active).toBe(false);
});

test('a client that ended signs nobody on within seconds', async () => {
  const config = await openClient();
  const { tokens } = await signOn(config, { baseUrl, personId: person.id });
  await endClient(context, config.clientMetadata().client_id);
  context.clock.advance(5_000);
  await expect(openid.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_client',
  });
});

test('who died signs on nowhere, and what they had opens nothing', async () => {
  const config = await openClient();
  const dying = fixture.residents[1]?.id ?? '';
  const { tokens } = await signOn(config, { baseUrl, personId: dying });
  await context.adminDb.query(
    `update persons.persons set death_date = '2026-03-01' where id = $1::uuid`,
    [dying],
  );
  await expect(openid.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const { visited } = await authorise(config, { baseUrl, personId: dying });
  expect(visited.body).toContain('role="alert"');
});

test('tokens of a person say who signed them, and are of that key', async () => {
  const config = await openClient();
  const { tokens } = await signOn(config, { baseUrl, personId: person.id });
  const { alg, kid } = decodeProtectedHeader(tokens.id_token ?? '');
  expect(alg).toBe('ES256');
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kid: string }[] };
  expect(keys.map((key) => key.kid)).toContain(kid);
  for (const key of keys) expect(key).not.toHaveProperty('d');
});
