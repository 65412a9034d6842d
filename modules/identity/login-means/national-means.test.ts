import { expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { stepPath } from '../steps/step-pages.ts';
import { atMeans as atMeansOf } from '../testing/at-means.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';

const HEADER = 'x-client-certificate';
const CARD = 'simulated-eid-card';
const EPARAKSTS = 'simulated-eparaksts-mobile';

const parties = await outsideParties();
const options = { loginMeansFile: parties.file, certificateHeader: HEADER };
const country = await signOnCountry(options);
const { context, baseUrl, fixture } = country;
const [person] = fixture.residents;
if (!person) throw new Error('The fixture has residents.');
const { personalCode } = person;

const atMeans = (means: string, statement: Parameters<typeof atMeansOf>[2] = {}) =>
  atMeansOf(country, means, statement);

async function showCard({ page, at }: { page: { body: string }; at: string }, fault = 'good') {
  return await parties.showCard(page.body, await parties.issueCard(personalCode, fault), at);
}

test('a card shown by TLS proves who somebody is, to the highest level', async () => {
  const log = await atMeans(CARD, { minimumLevel: 'high' });
  const back = await showCard(log);
  expect(back).toMatch(new RegExp(`^${baseUrl}/sign-on/back/${CARD}\\?state=.*&code=`));
  expect(back).not.toContain(personalCode);
  expect((await log.browser.visit(back)).url).toContain(`${CALLBACK}?code=`);
});

const CARDS: [what: string, fault: string, told: string][] = [
  ['was revoked', 'revoked', 'ir atsaukts'],
  ['has expired', 'expired', 'vairs nav vai vēl nav derīgs'],
  ['is not valid yet', 'not-yet', 'vairs nav vai vēl nav derīgs'],
  ['is of another authority with the same name', 'another-authority', 'cits izdevējs'],
  ['is for signing documents', 'signing', 'nav domāts, lai pieteiktos'],
  ['names somebody of another country', 'foreign', 'nav domāts, lai pieteiktos'],
];

test.each(CARDS)(
  'a card that %s does not sign on, and the page says what to do',
  async (_what, fault, told) => {
    // Lists are held for minutes: a server that has read none yet.
    const { baseUrl: at, close } = await testServer(context, options);
    const log = await atMeans(CARD, { at });
    const done = await log.browser.visit(await showCard(log, fault));
    await close();
    expect(done.body).toMatch(new RegExp(`role="alert">[^<]*${told}`));
    expect(await lastRefused()).toMatchObject({
      means: CARD,
      code: expect.stringMatching(/^card-/),
    });
  },
);

async function countRefused(): Promise<number> {
  const [row] = await context.db.query<{ count: number }>(
    `select count(*)::integer as count from audit.records where act = 'identity.refuse-log-in'`,
  );
  return row?.count ?? 0;
}

/** What the audit says of the newest log-in that was refused. */
async function lastRefused() {
  const [row] = await context.db.query<{ content: string }>(
    `select content from audit.records where act = 'identity.refuse-log-in' order by id desc limit 1`,
  );
  return JSON.parse(row?.content ?? '{}');
}

test.each(['gone', 'old', 'forged'])('while the lists are %s no card counts', async (fault) => {
  const { baseUrl: at, close } = await testServer(context, options);
  await parties.breakLists(fault);
  const refused = await atMeans(CARD, { at });
  const done = await refused.browser.visit(await showCard(refused));
  await parties.breakLists('');
  await close();
  expect(done.body).toMatch(/role="alert">[^<]*nevar pārbaudīt/);
  const log = await atMeans(CARD);
  expect((await log.browser.visit(await showCard(log))).url).toContain(`${CALLBACK}?code=`);
});

test('who shows no card is told what to do', async () => {
  const log = await atMeans(CARD);
  const back = await parties.showCard(log.page.body, undefined, baseUrl);
  const done = await log.browser.visit(back);
  expect(done.body).toMatch(/role="alert">[^<]*Karte netika parādīta/);
});

test('a certificate that a client writes into the header itself is none', async () => {
  const { certificate } = await parties.issueCard(personalCode);
  const written = { [HEADER]: encodeURIComponent(certificate) };
  const stateOf = (body: string) => /name="state" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const { baseUrl: at, close } = await testServer(context, { ...options, proxies: '10.0.0.0/8' });
  const log = await atMeans(CARD, { at });
  const path = `/sign-on/card/${CARD}?${new URLSearchParams({ state: stateOf(log.page.body) })}`;
  const done = await log.browser.visit(path, { headers: written });
  await close();
  expect(done.body).toMatch(/role="alert">[^<]*Karte netika parādīta/);
});

test('a card shown for the log-in of somebody else signs nobody on', async () => {
  const thief = await atMeans(CARD);
  // The victim follows the thief's address, shows the card, and is sent on without the thief's cookies.
  const back = await showCard(thief);
  const victim = browserByHand(baseUrl);
  expect((await victim.visit(back)).status).toBe(410);
  expect(await lastRefused()).toMatchObject({ means: CARD, code: 'not-awaited' });
  // The thief does not know the code.
  const state = new URL(back).searchParams.get('state') ?? '';
  const guess = new URLSearchParams({ state, code: 'a'.repeat(43) });
  const done = await thief.browser.visit(`/sign-on/back/${CARD}?${guess}`);
  expect(done.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});

test.each([
  ['a card shown for no log-in', `/sign-on/card/${CARD}?state=none`, CARD],
  ['an answer to no log-in', `/sign-on/back/${EPARAKSTS}?code=x`, EPARAKSTS],
])('%s is refused, and in the audit', async (_what, path, means) => {
  await context.adminDb.query('delete from identity.refused_log_ins');
  const before = await countRefused();
  expect((await browserByHand(baseUrl).visit(path)).status).toBe(410);
  expect(await countRefused()).toBe(before + 1);
  expect(await lastRefused()).toMatchObject({ means, code: 'not-awaited' });
  // Whoever only looks at the page of a log-in that is over answers nothing.
  expect((await browserByHand(baseUrl).visit(stepPath('a'.repeat(20)))).status).toBe(410);
  expect(await countRefused()).toBe(before + 1);
});

test('a shown card counts once, for its own log-in', async () => {
  const first = await atMeans(CARD);
  const back = await showCard(first);
  const second = await atMeans(CARD);
  const code = new URL(back).searchParams.get('code') ?? '';
  const own = /name="state" value="([^"]+)"/.exec(second.page.body)?.[1] ?? '';
  const moved = new URLSearchParams({ state: own, code });
  const stolen = await second.browser.visit(`/sign-on/back/${CARD}?${moved}`);
  expect(stolen.body).toMatch(/role="alert">[^<]*pārbaudīt/);
  expect((await first.browser.visit(back)).url).toContain(`${CALLBACK}?code=`);
  expect((await first.browser.visit(back)).status).toBe(410);
});

test('eParaksts mobile proves who somebody is, to the highest level', async () => {
  const log = await atMeans(EPARAKSTS, { minimumLevel: 'high' });
  const back = await parties.eparaksts(log.page.body, personalCode, { act: 'confirm' });
  expect((await log.browser.visit(back)).url).toContain(`${CALLBACK}?code=`);
  expect((await log.browser.visit(back)).status).toBe(410);
});

const ACTS: [what: string, done: Record<string, string>, told: string][] = [
  ['a person who cancels', { act: 'USER_REFUSED' }, 'ir atcelta'],
  ['a person who does not answer', { act: 'TIMEOUT' }, 'netika saņemts laikā'],
  ['a person who chooses another code', { act: 'WRONG_VC' }, 'nepareizs kods'],
  ['what the service does not explain', { act: 'OTHER' }, 'lietot nevar'],
  ['the state of another log-in', { act: 'confirm', fault: 'another-state' }, 'pārbaudīt'],
  ['a code that the service does not know', { act: 'confirm', fault: 'unknown-code' }, 'pārbaudīt'],
  ['a card that was scanned instead', { act: 'confirm', fault: 'another-flow' }, 'pārbaudīt'],
  ['another method', { act: 'confirm', fault: 'another-method' }, 'pārbaudīt'],
  ['somebody of another country', { act: 'confirm', fault: 'foreign' }, 'pārbaudīt'],
];

test.each(ACTS)('%s does not sign on by eParaksts mobile', async (_what, act, told) => {
  const log = await atMeans(EPARAKSTS);
  const back = await parties.eparaksts(log.page.body, personalCode, act);
  const done = await log.browser.visit(back);
  expect(done.body).toMatch(new RegExp(`role="alert">[^<]*${told}`));
});

test('an answer of eParaksts mobile counts in the browser that asked, and once', async () => {
  const first = await atMeans(EPARAKSTS);
  const back = await parties.eparaksts(first.page.body, personalCode, { act: 'confirm' });
  expect((await browserByHand(baseUrl).visit(back)).status).toBe(410);
  const second = await atMeans(EPARAKSTS);
  const own = /name="state" value="([^"]+)"/.exec(second.page.body)?.[1] ?? '';
  expect((await first.browser.visit(back)).url).toContain(`${CALLBACK}?code=`);
  const used = new URLSearchParams({
    state: own,
    code: new URL(back).searchParams.get('code') ?? '',
  });
  const done = await second.browser.visit(`/sign-on/back/${EPARAKSTS}?${used}`);
  expect(done.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});

test('a client that is not entitled to them names them, with the reason', async () => {
  const { choice } = await atMeans(CARD, { means: ['simulated-bank'] });
  expect(choice.body).toContain('Simulētā eID karte: šī vietne to lietot nedrīkst');
  expect(choice.body).toContain('Simulētais eParaksts mobile: šī vietne to lietot nedrīkst');
});
