import { expect, test } from 'vitest';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { HttpApp, Routes } from '../../platform/http/http-app.ts';
import { type TestContext, testContext } from '../../platform/testing/test-context.ts';
import { type Vejaine, vejaine } from '../../tools/fixture/vejaine.ts';
import { identityErrors, identityRoutes, purgeSessions, sessionAuthenticator } from './index.ts';
import { SESSION_IDLE_MS } from './session.ts';
import { browserByHand, signInByHand } from './testing/browser-by-hand.ts';

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const EIGHT_HOURS_MS = 8 * 60 * 60_000;

/** Routes that say whom the server took the caller for. */
const echo: Routes = (app) => {
  for (const permission of ['recipient', 'ids'] as const) {
    const options = { config: { permission }, schema: { hide: true } };
    app.get(`/echo/${permission}`, options, async ({ context }) => context.actor);
    app.post(`/echo/${permission}`, options, async ({ context }) => context.actor);
  }
  for (const login of [{ level: 'substantial' }, { level: 'substantial', maxAgeS: 600 }] as const) {
    const options = { config: { permission: 'recipient', login } as const, schema: { hide: true } };
    const path = 'maxAgeS' in login ? '/echo/new-login' : '/echo/strong-login';
    app.get(path, options, async ({ context }) => context.actor);
  }
};

async function country(simulated = true) {
  const context = await testContext();
  const fixture = await vejaine(context);
  const app = await createHttpServer({
    base: context,
    authenticators: [sessionAuthenticator({})],
    errors: [identityErrors],
    routes: [identityRoutes({ simulated, context }), echo],
    api: { title: 'test', version: '1', description: '' },
  });
  return { context, fixture, app };
}

async function signIn(app: HttpApp, payload: object, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/login/v1/simulated',
    headers: { ...SAME_ORIGIN, ...headers },
    payload,
  });
  const setCookie = String(answer.headers['set-cookie'] ?? '');
  return { answer, setCookie, cookie: setCookie.split(';')[0] ?? '' };
}

async function signInResident(app: HttpApp, { residents }: Vejaine, browser = browserByHand(app)) {
  await signInByHand(app, residents[0]?.id ?? '', browser);
  return { cookie: sessionCookieOf(browser), browser };
}

function sessionCookieOf({ cookies }: ReturnType<typeof browserByHand>): string {
  return `koplieta_session=${cookies.get('koplieta_session')?.value}`;
}

async function countSessions(context: TestContext): Promise<number | undefined> {
  const [row] = await context.adminDb.query<{ count: number }>(
    'select count(*)::integer as count from identity.sessions',
  );
  return row?.count;
}

test('a person signs in, and routes take the session for that person', async () => {
  const { app, fixture } = await country();
  const { cookie, browser } = await signInResident(app, fixture);
  const session = await browser.visit('/login/v1/session');
  expect(JSON.parse(session.body)).toMatchObject({
    kind: 'person',
    name: fixture.residents[0]?.name,
  });
  const seen = await app.inject({ url: '/echo/recipient', headers: { cookie } });
  expect(seen.json()).toMatchObject({ kind: 'recipient', personId: fixture.residents[0]?.id });
  const elsewhere = await app.inject({ url: '/echo/ids', headers: { cookie } });
  expect(elsewhere.json()).toMatchObject({ code: 'not-allowed' });
});

test('what demands a stronger login, or a newer one, is refused with what it demands', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const ask = async (path: string) => (await app.inject({ url: path, headers: { cookie } })).json();
  const refused = { code: 'stronger-login-needed', status: 403, level: 'substantial' };
  expect(await ask('/echo/strong-login')).toMatchObject(refused);
  expect(await ask('/echo/new-login')).toMatchObject({ ...refused, maxAgeS: 600 });
  await context.adminDb.query(`update identity.sessions set level = 'high'`);
  expect(await ask('/echo/strong-login')).toMatchObject({ kind: 'recipient' });
  expect(await ask('/echo/new-login')).toMatchObject({ kind: 'recipient' });
  context.clock.advance(600_001);
  expect(await ask('/echo/strong-login')).toMatchObject({ kind: 'recipient' });
  expect(await ask('/echo/new-login')).toMatchObject({ ...refused, maxAgeS: 600 });
});

test('a terminal signs in, and is the actor of its IDS', async () => {
  const { app, fixture } = await country();
  const terminalId = fixture.terminals['pramis-1'];
  const { answer, cookie, setCookie } = await signIn(app, { terminalId });
  expect(setCookie).toMatch(/HttpOnly/);
  expect(setCookie).toMatch(/SameSite=Strict/);
  expect(setCookie).not.toMatch(/Secure/);
  expect(answer.json()).toMatchObject({ kind: 'terminal', terminal: { code: 'pramis-1' } });
  const seen = await app.inject({ url: '/echo/ids', headers: { cookie } });
  expect(seen.json()).toEqual({
    kind: 'ids',
    idsId: fixture.idsId,
    organisationId: fixture.providerId,
    terminalId,
  });
});

test('the session of a terminal that is suspended ends with it', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signIn(app, { terminalId: fixture.terminals['pramis-1'] });
  await context.adminDb.query("update providers.terminals set status = 'suspended'");
  const seen = await app.inject({ url: '/echo/ids', headers: { cookie } });
  expect(seen.json()).toMatchObject({ status: 401, code: 'session-ended' });
});

test('only a keyed hash of the secret is stored, and the audit tells of the act', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const secret = cookie.split('=')[1] ?? '';
  const [session] = await context.adminDb.query<{ secret_hash: Buffer }>(
    'select secret_hash from identity.sessions',
  );
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(session?.secret_hash).toEqual(context.keys.hash('session', secret));
  const records = await context.adminDb.query(
    'select act, subject_person_id as person from audit.records order by id',
  );
  expect(records).toContainEqual({
    act: 'identity.begin-session',
    person: fixture.residents[0]?.id,
  });
});

const NOTED_MS = 61_000;

test('a session ends at sign-out, and at the next sign-in of the browser', async () => {
  const { app, fixture } = await country();
  const url = '/echo/recipient';
  const { cookie, browser } = await signInResident(app, fixture);
  const out = await browser.visit('/login/v1/sign-out', { method: 'POST' });
  expect(out.status).toBe(204);
  expect(browser.cookies.has('koplieta_session')).toBe(false);
  expect((await app.inject({ url, headers: { cookie } })).json()).toMatchObject({
    status: 401,
    code: 'session-ended',
  });
  const second = await signInResident(app, fixture, browser);
  await browser.visit('/login/v1/start');
  const third = sessionCookieOf(browser);
  expect(third).not.toBe(second.cookie);
  const old = await app.inject({ url, headers: { cookie: second.cookie } });
  expect(old.json()).toMatchObject({ status: 401, code: 'session-ended' });
  expect((await app.inject({ url, headers: { cookie: third } })).statusCode).toBe(200);
});

test('a session ends half an hour after its last use, and eight hours after it began', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const ask = async () =>
    (await app.inject({ url: '/echo/recipient', headers: { cookie } })).statusCode;
  for (let passedMs = 0; passedMs + SESSION_IDLE_MS < EIGHT_HOURS_MS; passedMs += NOTED_MS * 20) {
    expect(await ask()).toBe(200);
    context.clock.advance(NOTED_MS * 20);
  }
  expect(await ask()).toBe(200);
  context.clock.advance(SESSION_IDLE_MS);
  expect(await ask()).toBe(401);
  const nobody = await app.inject({ url: '/login/v1/session', headers: { cookie } });
  expect(nobody.json()).toMatchObject({ kind: 'none', simulated: true });
});

test('however much it is used, a session ends eight hours after it began', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const ask = async () =>
    (await app.inject({ url: '/echo/recipient', headers: { cookie } })).statusCode;
  const step = EIGHT_HOURS_MS / 20;
  for (let turn = 1; turn < 20; turn++) {
    context.clock.advance(step);
    expect(await ask()).toBe(200);
  }
  context.clock.advance(step);
  expect(await ask()).toBe(401);
});

test('a call that changes something must come from the same origin', async () => {
  const { app, context, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const rows: [string, Record<string, string>, number][] = [
    ['the same site states it', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['an old browser, same origin', { origin: 'http://localhost:8080' }, 200],
    ['an old browser, another origin', { origin: 'https://example.org' }, 403],
    ['a document without origin', { origin: 'null' }, 403],
    ['states nothing', {}, 403],
  ];
  for (const [what, headers, status] of rows) {
    const answer = await app.inject({
      method: 'POST',
      url: '/echo/recipient',
      headers: { cookie, host: 'localhost:8080', ...headers },
    });
    expect(answer.statusCode, what).toBe(status);
  }
  const forged = await app.inject({
    method: 'POST',
    url: '/login/v1/simulated',
    headers: { 'sec-fetch-site': 'cross-site' },
    payload: { terminalId: fixture.terminals['pramis-1'] },
  });
  expect(forged.json()).toMatchObject({ status: 403, code: 'cross-site-request' });
  expect(await countSessions(context)).toBe(1);
});

test('an Authorization header wins over the cookie', async () => {
  const { app, fixture } = await country();
  const { cookie } = await signInResident(app, fixture);
  const headers = { cookie, authorization: 'Bearer something' };
  const answer = await app.inject({ url: '/echo/recipient', headers });
  expect(answer.json()).toMatchObject({ code: 'not-signed-in' });
});

test('nobody signs in as who is not there, nor with what is not an id', async () => {
  const { app, context } = await country();
  const unknown = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a57';
  const rows: [object, string][] = [
    [{ terminalId: unknown }, 'sign-in-subject-unknown'],
    [{ terminalId: "' or true --" }, 'invalid-request'],
    [{ personId: unknown }, 'invalid-request'],
    [{ personId: unknown, terminalId: unknown }, 'invalid-request'],
    [{}, 'invalid-request'],
  ];
  for (const [payload, code] of rows) {
    const { answer } = await signIn(app, payload);
    expect(answer.json(), JSON.stringify(payload)).toMatchObject({ code });
  }
  expect(await countSessions(context)).toBe(0);
});

test('a cookie of another form is no session', async () => {
  const { app } = await country();
  for (const value of ['', 'x', "' or true --", 'a'.repeat(43)]) {
    const headers = { cookie: `koplieta_session=${value}` };
    const answer = await app.inject({ url: '/echo/recipient', headers });
    expect(answer.statusCode, value).toBe(401);
  }
});

test('outside the simulated country the simulated login means does not exist', async () => {
  const { app, fixture } = await country(false);
  for (const url of ['/login/v1/simulated-persons', '/login/v1/simulated-terminals']) {
    expect((await app.inject({ url })).json()).toMatchObject({ code: 'not-found' });
  }
  const { answer } = await signIn(app, { terminalId: fixture.terminals['pramis-1'] });
  expect(answer.json()).toMatchObject({ code: 'not-found' });
  const session = await app.inject({ url: '/login/v1/session' });
  expect(session.json()).toMatchObject({ kind: 'none', simulated: false });
});

test('people are found by name without diacritics, those with reliefs first', async () => {
  const { app, fixture } = await country();
  const all = (await app.inject({ url: '/login/v1/simulated-persons' })).json();
  expect(all.persons).toHaveLength(3);
  expect(all.persons[0]).toMatchObject({ reliefs: 1, means: 1 });
  expect(all.persons.at(-1)).toMatchObject({ personId: fixture.outsider.id, reliefs: 0 });
  const plain = fixture.outsider.name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toUpperCase();
  const url = `/login/v1/simulated-persons?name=${encodeURIComponent(plain)}`;
  const found = (await app.inject({ url })).json();
  expect(found.persons.map(({ name }: { name: string }) => name)).toEqual([fixture.outsider.name]);
  const terminals = (
    await app.inject({ url: '/login/v1/simulated-terminals?name=pramis-2' })
  ).json();
  expect(terminals.terminals).toMatchObject([{ code: 'pramis-2' }]);
});

test('sessions are forgotten a week after they expired', async () => {
  const { app, context, fixture } = await country();
  await signInResident(app, fixture);
  context.clock.advance(7 * 24 * 60 * 60_000);
  await purgeSessions(context);
  expect(await countSessions(context)).toBe(1);
  context.clock.advance(EIGHT_HOURS_MS + 1);
  await purgeSessions(context);
  expect(await countSessions(context)).toBe(0);
});
