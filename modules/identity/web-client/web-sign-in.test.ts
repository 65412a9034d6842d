import { afterAll, expect, test } from 'vitest';
import { composeServer } from '../../../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { browserByHand, signInByHand } from '../testing/browser-by-hand.ts';

const context = await testContext();
const fixture = await vejaine(context);
const composition = { context, operatorKey: TEST_OPERATOR_KEY, simulated: true, web: false };
const app = await composeServer(composition);
await app.ready();
afterAll(() => app.close());
const personId = fixture.residents[0]?.id ?? '';

/** Goes as far as the moment at which the provider leads the browser back, and says where to. */
async function untilCallback() {
  const browser = browserByHand(app);
  const choice = await browser.visit('/login/v1/start');
  const step = new URL(choice.url).pathname;
  const post = { method: 'POST', form: { personId }, stopAt: '/login/v1/callback' } as const;
  const { url } = await browser.visit(`${step}/simulated-person`, post);
  return { browser, callback: new URL(url) };
}

test('after signing on a person is where they wanted to go, and no token is in the browser', async () => {
  const browser = browserByHand(app);
  const choice = await browser.visit('/login/v1/start?to=/me/cards');
  const step = new URL(choice.url).pathname;
  const done = await browser.visit(`${step}/simulated-person`, {
    method: 'POST',
    form: { personId },
  });
  expect(new URL(done.url).pathname).toBe('/me/cards');
  for (const { value } of browser.cookies.values()) expect(value).not.toMatch(/^eyJ/);
});

test('nobody is led to another site', async () => {
  for (const to of [
    'https://elsewhere.test/',
    '//elsewhere.test',
    '/\\elsewhere.test',
    '/a?b=//c',
  ]) {
    const answer = await app.inject({ url: '/login/v1/start', query: { to } });
    expect(answer.statusCode, to).toBe(400);
  }
});

test('who comes by another name of the server begins again by the right one', async () => {
  for (const host of ['elsewhere.test', 'no host', 'localhost:81']) {
    const answer = await app.inject({ url: '/login/v1/start', headers: { host } });
    expect(answer.headers.location, host).toBe('http://localhost/login/v1/start');
  }
});

test('an answer counts once, in the browser that asked, and from the provider alone', async () => {
  const changed = (url: URL, name: string, value: string) => {
    const other = new URL(url);
    other.searchParams.set(name, value);
    return other.href;
  };
  const first = await untilCallback();
  // Somebody else's browser: an answer that was not asked for there.
  const stranger = await browserByHand(app).visit(first.callback.href);
  expect(stranger.status).toBe(400);
  expect(stranger.body).toContain('Pieteikšanās nav izdevusies');
  for (const [name, value] of [
    ['state', 'another'],
    ['iss', 'https://elsewhere.test/sign-on'],
    ['code', 'another'],
  ] as const) {
    const { browser, callback } = await untilCallback();
    const answer = await browser.visit(changed(callback, name, value));
    expect(answer.body, name).toContain('Pieteikšanās nav izdevusies');
    expect(browser.cookies.has('koplieta_session'), name).toBe(false);
    // The flow ended with it: the right answer comes too late.
    expect((await browser.visit(callback.href)).status, name).toBe(400);
  }
  expect((await first.browser.visit(first.callback.href)).url).toBe('http://localhost/me/reliefs');
  expect((await first.browser.visit(first.callback.href)).status).toBe(400);
});

test('a person who goes back without signing on is where they were', async () => {
  const browser = browserByHand(app);
  const choice = await browser.visit('/login/v1/start');
  const back = await browser.visit(choice.url, { method: 'POST', form: { cancel: 'yes' } });
  expect(back.url).toBe('http://localhost/');
  expect(browser.cookies.has('koplieta_session')).toBe(false);
});

test('who is asked for a newer or stronger login logs in again, and comes back; others pass', async () => {
  const browser = browserByHand(app);
  await signInByHand(app, personId, browser);
  const asked = async (query: string) =>
    new URL((await browser.visit(`/login/v1/start?to=/me/cards&${query}`)).url).pathname;
  expect(await asked('maxAge=600')).toBe('/me/cards');
  expect(await asked('level=substantial')).toMatch(/^\/sign-on\/step\//);
  const step = await asked('maxAge=0');
  expect(step).toMatch(/^\/sign-on\/step\//);
  const post = { method: 'POST', form: { personId } } as const;
  const done = await browser.visit(`${step}/simulated-person`, post);
  expect(new URL(done.url).pathname).toBe('/me/cards');
});

test('a step belongs to one browser, and no other site can press its buttons', async () => {
  const browser = browserByHand(app);
  const { url } = await browser.visit('/login/v1/start');
  const form = { personId };
  const stranger = await browserByHand(app).visit(`${url}/simulated-person`, {
    method: 'POST',
    form,
  });
  expect(stranger.status).toBe(410);
  const forged = await browser.visit(`${url}/simulated-person`, {
    method: 'POST',
    form,
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(forged.status).toBe(403);
  const byAddress = await browser.visit(`${url}/simulated-person?personId=${personId}`);
  expect(byAddress.status).toBe(200);
  expect(browser.cookies.has('koplieta_session')).toBe(false);
});

test('the cookie of before the login is worth nothing after it', async () => {
  const browser = browserByHand(app);
  await browser.visit('/login/v1/start');
  browser.cookies.set('sign-on', { value: 'x'.repeat(43), path: '/' });
  await signInByHand(app, personId, browser);
  expect(browser.cookies.get('sign-on')?.value).not.toBe('x'.repeat(43));
});

test('signing out ends the log-in at the provider, and every session that hangs on it', async () => {
  const secondId = fixture.residents[1]?.id ?? '';
  const browser = browserByHand(app);
  const first = await signInByHand(app, secondId, browser);
  // A second session of the same log-in: the provider does not ask again.
  await browser.visit('/login/v1/start');
  const living = () =>
    context.adminDb.query(
      'select 1 from identity.sessions where ended_at is null and person_id = $1::uuid',
      [secondId],
    );
  expect(await living()).toHaveLength(1);
  await browser.visit('/login/v1/sign-out', { method: 'POST' });
  expect(await living()).toHaveLength(0);
  const old = await app.inject({ url: '/login/v1/session', headers: { cookie: first } });
  expect(old.json()).toMatchObject({ kind: 'none' });
  const again = await browser.visit('/login/v1/start');
  expect(again.url).toMatch(/\/sign-on\/step\//);
});

test('a log-in is written down with its means, level and device, and never a name or an address', async () => {
  await signInByHand(app, personId);
  const [record] = await context.adminDb.query<{ content: string; subject: string }>(
    `select content, subject_person_id as subject from audit.records where act = 'identity.log-in'
     order by id limit 1`,
  );
  expect(record?.subject).toBe(personId);
  expect(JSON.parse(record?.content ?? '')).toMatchObject({
    client: 'koplieta-web',
    means: 'simulated-person',
    level: 'low',
    knownDevice: true,
  });
  expect(record?.content).not.toContain(fixture.residents[0]?.name);
});

test('what the provider keeps says nothing to who reads the database', async () => {
  const { callback } = await untilCallback();
  const rows = await context.adminDb.query<{ kind: string; id_hash: Buffer; content: Buffer }>(
    'select kind, id_hash, content from identity.artifacts',
  );
  expect(rows.map(({ kind }) => kind)).toContain('AuthorizationCode');
  const secret = callback.searchParams.get('code') ?? '';
  for (const { id_hash, content } of rows) {
    expect(id_hash.toString('latin1')).not.toContain(secret);
    expect(content.toString('latin1')).not.toMatch(/accountId|koplieta-web/);
  }
});
