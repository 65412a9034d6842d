import { expect, test } from 'vitest';
import type { ClientStatement } from '../sign-on/client.ts';
import { atMeans as atMeansOf } from '../testing/at-means.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';

const INSTITUTION = 'simulated-institution';

const parties = await outsideParties();
const country = await signOnCountry({ loginMeansFile: parties.file });
const { baseUrl, fixture } = country;
const [person] = fixture.residents;
if (!person) throw new Error('The fixture has residents.');
const { personalCode } = person;

const atMeans = (statement: Partial<ClientStatement> = {}) =>
  atMeansOf(country, INSTITUTION, statement);

test('who signs on at the institution is known here, as strongly as it says', async () => {
  const log = await atMeans({ minimumLevel: 'high' });
  const back = await parties.institution(log.page.body, personalCode, { method: 'card' });
  expect(back).not.toContain(personalCode);
  expect((await log.browser.visit(back)).url).toContain(`${CALLBACK}?code=`);
  expect((await log.browser.visit(back)).status).toBe(410);
});

test.each(['pwd', 'something-new'])(
  'a login there by %s is low: it needs a second factor here',
  async (method) => {
    const weak = await atMeans();
    const enough = await parties.institution(weak.page.body, personalCode, { method });
    expect((await weak.browser.visit(enough)).url).toContain(`${CALLBACK}?code=`);
    const log = await atMeans({ minimumLevel: 'substantial' });
    const back = await parties.institution(log.page.body, personalCode, { method });
    const done = await log.browser.visit(back);
    expect(done.body).toMatch(/role="alert">[^<]*vajag arī otru faktoru/);
  },
);

test('a login there that is weaker than a client demands is refused, though another would do', async () => {
  const log = await atMeans({ minimumLevel: 'high' });
  const back = await parties.institution(log.page.body, personalCode, { method: 'mfa' });
  const done = await log.browser.visit(back);
  expect(done.body).toMatch(/role="alert">[^<]*pieteikties nevar/);
});

const FAULTS: [what: string, done: Record<string, string>, told: string][] = [
  ['a person who cancels', { act: 'cancel' }, 'ir atcelta'],
  ['a service that is down', { fault: 'down' }, 'neatbild'],
  ['the state of another log-in', { fault: 'another-state' }, 'pārbaudīt'],
  ['a code that the service does not know', { fault: 'unknown-code' }, 'pārbaudīt'],
  ['an answer of another provider', { fault: 'mixed-up' }, 'pārbaudīt'],
  ['a token of another log-in', { fault: 'another-nonce' }, 'pārbaudīt'],
  ['a token of no log-in', { fault: 'no-nonce' }, 'pārbaudīt'],
  ['a token of another issuer', { fault: 'another-issuer' }, 'pārbaudīt'],
  ['a token for somebody else', { fault: 'another-audience' }, 'pārbaudīt'],
  ['a token that has expired', { fault: 'expired' }, 'pārbaudīt'],
  ['a token signed with another key', { fault: 'another-key' }, 'pārbaudīt'],
  ['a token that nobody signed', { fault: 'unsigned' }, 'pārbaudīt'],
  ['a login of an hour ago', { fault: 'old-login' }, 'pārbaudīt'],
  ['somebody of another country', { fault: 'foreign' }, 'pārbaudīt'],
  ['somebody whom nobody knows', { personalCode: '010190-10003' }, 'registrā nav|reģistrā nav'],
];

test.each(FAULTS)(
  '%s does not sign on, and the page says what to do',
  async (_what, done, told) => {
    const log = await atMeans();
    const back = await parties.institution(log.page.body, personalCode, done);
    const shown = await log.browser.visit(back);
    expect(shown.body).toMatch(new RegExp(`role="alert">[^<]*(${told})`));
  },
);

test('an answer counts in the browser that asked alone', async () => {
  const log = await atMeans();
  const back = await parties.institution(log.page.body, personalCode);
  expect((await browserByHand(baseUrl).visit(back)).status).toBe(410);
});

test('a code of one log-in is worth nothing in another', async () => {
  const [first, second] = [await atMeans(), await atMeans()];
  const stolen = new URL(await parties.institution(first.page.body, personalCode));
  const own = new URL(await parties.institution(second.page.body, personalCode));
  own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
  const done = await second.browser.visit(own.href);
  expect(done.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});
