import { describe, expect, test } from 'vitest';
import { readPersonNames } from '../../persons/index.ts';
import { atMeans } from '../testing/at-means.ts';
import { browserByHand, type Visited } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';

const INSTITUTION = 'simulated-saml';
const EIDAS = 'simulated-eidas';

const parties = await outsideParties();
const country = await signOnCountry({ loginMeansFile: parties.file });
const { context, baseUrl, fixture } = country;
const [person, other] = fixture.residents;
if (!person || !other) throw new Error('The fixture has residents.');
const { personalCode } = person;

/** What a browser sends when another site's form leads back: no cookie of ours. */
async function comeBack(
  browser: ReturnType<typeof browserByHand>,
  { action, fields }: { action: string; fields: Record<string, string> },
): Promise<Visited> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  const onward = answer.headers.get('location');
  if (onward === null) {
    const status = answer.status;
    return { status, url: action, body: await answer.text(), headers: {} };
  }
  return await browser.visit(onward);
}

async function signOnThere(means: string, done: Record<string, string>, minimumLevel = 'low') {
  const log = await atMeans(country, means, { minimumLevel: minimumLevel as 'low' });
  const form = await parties.saml(log.page.body, done);
  return { log, form, visited: await comeBack(log.browser, form) };
}

test('who signs on at an institution by SAML is known here, as strongly as it says', async () => {
  const done = { personalCode, level: 'high' };
  const { visited, form, log } = await signOnThere(INSTITUTION, done, 'high');
  expect(form.action).toBe(`${baseUrl}/sign-on/back/${INSTITUTION}`);
  expect(visited.url).toContain(`${CALLBACK}?code=`);
  // The same answer once more is worth nothing, here or in another log-in.
  expect((await comeBack(log.browser, form)).status).toBe(410);
  const second = await atMeans(country, INSTITUTION);
  const own = await parties.saml(second.page.body, done);
  const { RelayState } = own.fields;
  const moved = { ...own, fields: { ...form.fields, RelayState: RelayState ?? '' } };
  const stolen = await comeBack(second.browser, moved);
  expect(stolen.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});

test.each(['yes', 'no'])('an answer is read, whether it is sealed for us: %s', async (sealed) => {
  const { visited } = await signOnThere(INSTITUTION, { personalCode, sealed });
  expect(visited.url).toContain(`${CALLBACK}?code=`);
});

const FAULTS: [what: string, done: Record<string, string>, told: string][] = [
  ['a person who goes back', { act: 'cancel' }, 'ir atcelta'],
  ['an assertion that nobody signed', { fault: 'unsigned' }, 'pārbaudīt'],
  ['one signed with another key', { fault: 'another-key' }, 'pārbaudīt'],
  ['one signed by SHA-1', { fault: 'sha1' }, 'pārbaudīt'],
  ['one that was changed after it was signed', { fault: 'changed' }, 'pārbaudīt'],
  ['a forged one around a signed one', { fault: 'wrapped' }, 'pārbaudīt'],
  ['two at once', { fault: 'two-assertions' }, 'pārbaudīt'],
  ['one for somebody else', { fault: 'another-audience' }, 'pārbaudīt'],
  ['one for another address', { fault: 'another-recipient' }, 'pārbaudīt'],
  ['one for another request', { fault: 'another-request' }, 'pārbaudīt'],
  ['one that nobody asked for', { fault: 'no-request' }, 'pārbaudīt'],
  ['one of another provider', { fault: 'another-issuer' }, 'pārbaudīt'],
  ['one that has expired', { fault: 'expired' }, 'pārbaudīt'],
  ['a login of an hour ago', { fault: 'old-login' }, 'pārbaudīt'],
  ['a person without a personal code', { personalCode: 'EE/LV/38001085718' }, 'pārbaudīt'],
  ['somebody whom nobody knows', { personalCode: '010190-10003' }, 'reģistrā nav'],
];

describe.each(['yes', 'no'])('sealed for us: %s', (sealed) => {
  test.each(FAULTS)('%s does not sign on, and the page says what to do', async (_, done, told) => {
    const forged = { forged: other.personalCode };
    const asked = { personalCode, sealed, ...forged, ...done };
    const { visited } = await signOnThere(INSTITUTION, asked);
    expect(visited.body).toMatch(new RegExp(`role="alert">[^<]*${told}`));
  });
});

test('an answer with the state of another log-in, or none, is taken in nowhere', async () => {
  const asked = { personalCode, fault: 'another-state' };
  const { visited } = await signOnThere(INSTITUTION, asked);
  expect(visited.body).not.toContain('code=');
  expect(visited.url).toContain('/sign-on/step/');
  const nowhere = { action: `${baseUrl}/sign-on/back/${INSTITUTION}`, fields: {} };
  expect((await comeBack(browserByHand(baseUrl), nowhere)).status).toBe(410);
});

test('an answer counts in the browser that asked alone', async () => {
  const log = await atMeans(country, INSTITUTION);
  const form = await parties.saml(log.page.body, { personalCode });
  expect((await comeBack(browserByHand(baseUrl), form)).status).toBe(410);
});

test('our metadata is there for the other side, and no key in it', async () => {
  const answer = await fetch(`${baseUrl}/sign-on/back/${EIDAS}/metadata`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('samlmetadata+xml');
  expect(text).toContain(`Location="${baseUrl}/sign-on/back/${EIDAS}"`);
  expect(text).not.toContain('PRIVATE');
  const none = await fetch(`${baseUrl}/sign-on/back/simulated-bank/metadata`);
  expect(none.status).toBe(410);
});

const GUEST = {
  ...{ identifier: 'EE/LV/38001085718', givenName: 'Mari', familyName: 'Maasikas' },
  birthDate: '1980-01-08',
};

async function foreigners() {
  const rows = await context.adminDb.query<{ id: string }>(
    `select id from persons.persons where birth_date = '1980-01-08' order by id`,
  );
  return rows.map(({ id }) => id);
}

test('people of another country become known at their first login, once, and by a new name later', async () => {
  const first = await Promise.all(
    [0, 1, 2].map(() => signOnThere(EIDAS, { ...GUEST, level: 'high' }, 'high')),
  );
  for (const { visited } of first) expect(visited.url).toContain(`${CALLBACK}?code=`);
  const [id = '', ...more] = await foreigners();
  expect(more).toEqual([]);
  const { visited } = await signOnThere(EIDAS, { ...GUEST, familyName: 'Kask' });
  expect(visited.url).toContain(`${CALLBACK}?code=`);
  expect(await foreigners()).toEqual([id]);
  expect((await readPersonNames(context, [id])).get(id)).toBe('Mari Kask');
});

test('a foreign login is as strong as the other country calls it', async () => {
  const { visited } = await signOnThere(EIDAS, { ...GUEST, level: 'low' }, 'substantial');
  expect(visited.body).toMatch(/role="alert">[^<]*otru faktoru/);
});

const NOBODY: [what: string, told: Record<string, string>][] = [
  ['of Latvia itself', { identifier: `LV/LV/${personalCode}` }],
  ['for another country than Latvia', { identifier: 'EE/SE/38001085718' }],
  ['with a Latvian personal code for an identifier', { identifier: personalCode }],
  ['without a name', { familyName: ' ' }],
  ['born on no day', { birthDate: '1980-02-30' }],
];

test.each(NOBODY)('somebody %s does not sign on by the eIDAS node', async (_what, told) => {
  const { visited } = await signOnThere(EIDAS, { ...GUEST, ...told });
  expect(visited.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});
