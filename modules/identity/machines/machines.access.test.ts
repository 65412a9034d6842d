import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { limitMachine, readSigningKeys } from '../index.ts';
import { askForToken, type KeyPair, makeKeyPair, makeProof } from '../testing/machine-by-hand.ts';
import { addMachineKey } from './machine-keys.ts';

const context = await testContext();
const fixture = await vejaine(context);
const { baseUrl, close } = await testServer(context);
afterAll(close);

const KEYS = '/ids/v1/keys';
const NO_LIMITS = { networks: null, ratePerMinute: null, lastDay: null, scopes: null };
/** Within this time every server knows of other keys. */
const REMEMBERED_MS = 5_000;
const asOperator = context.as({ kind: 'operator' });

type Answer = Record<string, unknown> & { status: number };

async function send(path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
  const answer = await fetch(baseUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { ...((await answer.json()) as Record<string, unknown>), status: answer.status };
}

const byAccessKey = { authorization: `Bearer ${fixture.accessKey}` };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const first = makeKeyPair();
const registered = await send(KEYS, byAccessKey, first.jwk);
const clientId = String(registered.clientId);
const [firstKey] = registered.keyIds as string[];

async function tokenOf(pair: KeyPair, bindTo?: KeyPair): Promise<string> {
  const answer = await askForToken({ baseUrl, clientId, pair, ...(bindTo ? { bindTo } : {}) });
  expect(answer.status).toBe(200);
  return answer.access_token;
}

/** A server that remembers nothing yet: what the others know within five seconds. */
async function elsewhere() {
  const other = await testServer(context, { publicUrl: baseUrl });
  const ask = async (token: string): Promise<Answer> => {
    const answer = await fetch(`${other.baseUrl}${KEYS}`, { headers: bearer(token) });
    return { ...((await answer.json()) as Record<string, unknown>), status: answer.status };
  };
  return { ask, close: other.close };
}

test('an IDS registers a key with its access key, and asks by tokens from then on', async () => {
  expect(registered).toMatchObject({ status: 200, clientId: `ids-${fixture.idsId}` });
  const token = await tokenOf(first);
  expect(await send(KEYS, bearer(token))).toMatchObject({ status: 200, keyIds: [firstKey] });
  expect(await send('/exchange/v1/keys', bearer(token))).toMatchObject({ code: 'not-allowed' });
});

test('keys change with an overlap; who held the removed one is refused', async () => {
  const old = await tokenOf(first);
  const second = makeKeyPair();
  const { keyIds } = await send(KEYS, bearer(old), second.jwk);
  expect(keyIds).toHaveLength(2);
  context.clock.advance(REMEMBERED_MS);
  expect((await send(KEYS, bearer(await tokenOf(second)))).status).toBe(200);
  const again = await send(KEYS, bearer(old), second.jwk);
  expect(again.keyIds).toEqual(keyIds);
  const secondKey = (keyIds as string[]).at(-1);
  expect(await send(`${KEYS}/${secondKey}/remove`, bearer(old), {})).toMatchObject({
    ...{ status: 200, keyIds: [firstKey] },
  });
  const other = await elsewhere();
  expect(await other.ask(old)).toMatchObject({ status: 401, code: 'token-wrong' });
  await other.close();
  expect(await send(`${KEYS}/${firstKey}/remove`, byAccessKey, {})).toMatchObject({
    code: 'machine-key-last',
  });
  expect(await send(`${KEYS}/${secondKey}/remove`, byAccessKey, {})).toMatchObject({
    code: 'machine-key-unknown',
  });
  // The provider may not know yet: what it gives in the next seconds is refused too.
  const later = await elsewhere();
  const asked = async () => (await later.ask(await tokenOf(first))).status;
  await expect.poll(asked, { timeout: 15_000, interval: 500 }).toBe(200);
  await later.close();
});

test('a private key, another curve and nonsense are not accepted', async () => {
  const pair = makeKeyPair();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const wrong = [
    pair.privateKey.export({ format: 'jwk' }),
    { ...publicKey.export({ format: 'jwk' }), crv: 'P-256' },
    { ...pair.jwk, y: pair.jwk.x },
  ];
  for (const key of wrong) {
    expect(await send(KEYS, byAccessKey, key)).toMatchObject({ code: 'machine-key-not-accepted' });
  }
});

test('a token that was changed, or signed by another, is refused', async () => {
  const token = await tokenOf(first);
  const [head = '', body = '', seal = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...claims, client_id: 'other' })).toString(
    'base64url',
  );
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  const kid = Buffer.from('{"alg":"ES256","kid":"x","typ":"at+jwt"}').toString('base64url');
  for (const text of [
    `${head}.${other}.${seal}`,
    `${none}.${body}.${seal}`,
    `${kid}.${body}.${seal}`,
  ]) {
    expect(await send(KEYS, bearer(text))).toMatchObject({ status: 401, code: 'token-wrong' });
  }
});

test('a token that this provider signed for another use is refused', async () => {
  const [key] = await readSigningKeys(context);
  const now = Math.floor(Date.now() / 1_000);
  const right = {
    ...{ iss: `${baseUrl}/sign-on`, aud: `${baseUrl}/`, client_id: clientId },
    ...{ iat: now, exp: now + 60, scope: 'api' },
  };
  const sign = async (claims: object, typ = 'at+jwt') =>
    await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ, kid: String(key?.kid) })
      .sign({ ...key } as never);
  expect((await send(KEYS, bearer(await sign(right)))).status).toBe(200);
  const wrong = [
    await sign({ ...right, exp: now - 1 }),
    await sign({ ...right, aud: 'https://elsewhere.test/' }),
    await sign({ ...right, iss: 'https://elsewhere.test/sign-on' }),
    await sign({ ...right, client_id: 'nobody' }),
    await sign({ ...right, exp: undefined }),
    await sign(right, 'JWT'),
  ];
  for (const text of wrong) {
    expect(await send(KEYS, bearer(text))).toMatchObject({ status: 401, code: 'token-wrong' });
  }
});

test('a bound token is of no use without its key, for another request, or twice', async () => {
  const holder = makeKeyPair();
  const token = await tokenOf(first, holder);
  const url = `${baseUrl}${KEYS}`;
  const proof = (more: object = {}, pair = holder) =>
    makeProof(pair, { ...{ method: 'GET', url, token }, ...more });
  const ask = async (given?: string, scheme = 'DPoP') =>
    await send(`${KEYS}?`, {
      authorization: `${scheme} ${token}`,
      ...(given === undefined ? {} : { dpop: given }),
    });
  const refused = { status: 401, code: 'token-proof-wrong' };
  const minutesAgo = Math.floor(Date.now() / 1_000) - 120;
  expect(await ask()).toMatchObject(refused);
  expect(await ask(await proof(), 'Bearer')).toMatchObject(refused);
  expect(await ask(await proof({}, makeKeyPair()))).toMatchObject(refused);
  expect(await ask(await proof({ method: 'POST' }))).toMatchObject(refused);
  expect(await ask(await proof({ url: `${url}/other` }))).toMatchObject(refused);
  expect(await ask(await proof({ token: 'another' }))).toMatchObject(refused);
  expect(await ask(await proof({ issuedAt: minutesAgo }))).toMatchObject(refused);
  const once = await proof({ id: randomUUID() });
  const answers = await Promise.all([ask(once), ask(once), ask(once)]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('limits of network, rate and time hold, and end', async () => {
  const token = await tokenOf(first);
  const limited = async (limits: object) => {
    await limitMachine(asOperator, clientId, { ...NO_LIMITS, ...limits });
    const other = await elsewhere();
    const answers = [await other.ask(token), await other.ask(token)];
    await other.close();
    return answers.map(({ status, code }) => code ?? status);
  };
  expect(await limited({ networks: ['192.0.2.0/24', '2001:db8::/32'] })).toEqual([
    'machine-network-wrong',
    'machine-network-wrong',
  ]);
  expect(await limited({ networks: ['127.0.0.1/8', '::1/128'] })).toEqual([200, 200]);
  expect(await limited({ ratePerMinute: 1 })).toEqual([200, 'too-many-requests']);
  expect(await limited({ lastDay: '2026-03-10' })).toEqual(['machine-stopped', 'machine-stopped']);
  expect(await limited({ lastDay: '2026-03-11' })).toEqual([200, 200]);
  expect(await limited({})).toEqual([200, 200]);
});

test('a token opens what it is for, and what its machine may, and no more', async () => {
  const { access_token: forItems } = await askForToken({
    ...{ baseUrl, clientId, pair: first, scope: 'catalogue keys' },
  });
  expect(await send('/ids/v1/items', bearer(forItems))).toMatchObject({ status: 200 });
  expect(await send('/ids/v1/transactions?day=2026-03-11', bearer(forItems))).toMatchObject({
    ...{ status: 403, code: 'token-scope-insufficient', scope: 'transactions' },
  });
  await limitMachine(asOperator, clientId, { ...NO_LIMITS, scopes: ['transactions'] });
  const other = await elsewhere();
  const refused = { status: 403, code: 'token-scope-insufficient', scope: 'keys' };
  expect(await other.ask(forItems)).toMatchObject(refused);
  expect(await other.ask(await tokenOf(first))).toMatchObject(refused);
  await other.close();
  await limitMachine(asOperator, clientId, NO_LIMITS);
  // What there is not is not given, and such a token opens nothing.
  const unknown = await askForToken({ baseUrl, clientId, pair: first, scope: 'everything' });
  expect(await send(KEYS, bearer(unknown.access_token))).toMatchObject(refused);
});

test('behind a proxy that is trusted it is the machine that counts, and nobody says so themselves', async () => {
  const token = await tokenOf(first);
  await limitMachine(asOperator, clientId, { ...NO_LIMITS, networks: ['192.0.2.0/24'] });
  const from = { ...bearer(token), 'x-forwarded-for': '192.0.2.7' };
  for (const [proxies, status] of [
    ['127.0.0.0/8', 200],
    ['198.51.100.0/24', 403],
  ] as const) {
    const other = await testServer(context, { publicUrl: baseUrl, proxies });
    expect((await fetch(`${other.baseUrl}${KEYS}`, { headers: from })).status).toBe(status);
    await other.close();
  }
  await limitMachine(asOperator, clientId, NO_LIMITS);
});

test('a suspended IDS is refused, by a server that is asked all the time too', async () => {
  const token = await tokenOf(first);
  expect((await send(KEYS, bearer(token))).status).toBe(200);
  await context.adminDb.query("update providers.ids set status = 'suspended'");
  const other = await elsewhere();
  expect(await other.ask(token)).toMatchObject({ status: 403, code: 'machine-stopped' });
  await other.close();
  const asked = async () => (await send(KEYS, bearer(token))).code;
  await expect.poll(asked, { timeout: 8_000, interval: 250 }).toBe('machine-stopped');
  await context.adminDb.query("update providers.ids set status = 'active'");
  await expect.poll(asked, { timeout: 8_000, interval: 250 }).toBeUndefined();
});

test('nobody but the operator limits, and a network must be one', async () => {
  const asIds = context.as({
    ...{ kind: 'ids', idsId: fixture.idsId, organisationId: fixture.providerId },
  });
  await expect(limitMachine(asIds, clientId, NO_LIMITS)).rejects.toMatchObject({
    code: 'not-allowed',
  });
  for (const networks of [['192.0.2.0'], ['192.0.2.0/33'], ['x/8'], []]) {
    const limits = { ...NO_LIMITS, networks };
    await expect(limitMachine(asOperator, clientId, limits)).rejects.toMatchObject({
      code: 'machine-network-malformed',
    });
  }
});

test('a terminal that signed in keeps no keys', async () => {
  const terminal = context.as({
    ...{ kind: 'ids', idsId: fixture.idsId, organisationId: fixture.providerId },
    terminalId: fixture.terminals['pramis-1'],
  });
  await expect(addMachineKey(terminal, makeKeyPair().jwk)).rejects.toMatchObject({
    code: 'not-allowed',
  });
});
