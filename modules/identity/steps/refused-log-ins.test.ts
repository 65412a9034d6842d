import { beforeEach, expect, test } from 'vitest';
import { addOfficial } from '../officials.ts';
import type { ClientStatement } from '../sign-on/client.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';
import { noteCountedRefusals } from './note-refused-log-in.ts';

const SMART_ID = 'simulated-smart-id';
const BANK = 'simulated-bank';

const parties = await outsideParties();
const { context, baseUrl, person, openClient } = await signOnCountry({
  loginMeansFile: parties.file,
});
const { personalCode } = person;

/** Failures and records of the test before are past. */
beforeEach(() => context.clock.advance(2 * 3_600_000));

/** A browser at the choice of means of a client. */
async function atChoice(statement: Partial<ClientStatement> = {}) {
  const { client_id: client = '' } = (await openClient(statement)).clientMetadata();
  const browser = browserByHand(baseUrl);
  const page = await browser.visit(
    `/sign-on/authorise?${new URLSearchParams({
      ...{ client_id: client, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', state: 's' },
    })}`,
  );
  const step = new URL(page.url).pathname;
  const post = (to: string, form: Record<string, string> = {}) =>
    browser.visit(`${step}${to}`, { method: 'POST', form });
  return { client, browser, step, post };
}

async function recordsOf(act: string) {
  const rows = await context.db.query<{ subject: string | null; content: string }>(
    `select subject_person_id as subject, content from audit.records
     where act = $1::text and recorded_at >= $2::timestamptz order by recorded_at, id`,
    [act, new Date(context.clock.now().getTime() - 3_600_000)],
  );
  return rows.map(({ subject, content }) => ({ subject, ...JSON.parse(content) }));
}

const refused = () => recordsOf('identity.refuse-log-in');

test.each([
  ['cancels', 'USER_REFUSED_VC_CHOICE', 'cancelled'],
  ['chooses another code', 'WRONG_VC', 'wrong-code'],
  ['does not answer', 'TIMEOUT', 'timed-out'],
  ['has a document that cannot be used', 'DOCUMENT_UNUSABLE', 'not-usable'],
])(
  'who %s on the telephone: by which means, why, where, and as whom it was tried',
  async (_what, act, code) => {
    const { client, browser, step, post } = await atChoice();
    await post(`/${SMART_ID}`, { personalCode });
    await (await parties.telephone(personalCode)).act({ act });
    expect(await refused(), 'not before it is refused').toEqual([]);
    await browser.visit(`${step}/${SMART_ID}`);
    const found = await refused();
    expect(found).toEqual([
      { subject: person.id, means: SMART_ID, code, client, from: '127.0.0.1' },
    ]);
    expect(JSON.stringify(found)).not.toContain(personalCode);
  },
);

test('an answer that proves nothing is about nobody, and one that comes again waits for no log-in', async () => {
  const { client, browser, post } = await atChoice();
  const { body } = await post(`/${BANK}`);
  const { action, fields } = await parties.bank(body, { personalCode, fault: 'another-key' });
  await browser.visit(action, { method: 'POST', form: fields });
  await browser.visit(action, { method: 'POST', form: fields });
  expect(await refused()).toEqual([
    { subject: null, means: BANK, code: 'not-proven', client, from: '127.0.0.1' },
    { subject: null, means: BANK, code: 'not-awaited', from: '127.0.0.1' },
  ]);
});

test('who goes away before they chose a means', async () => {
  const { client, post } = await atChoice();
  await post('', { cancel: 'yes' });
  expect(await refused()).toEqual([
    { subject: null, means: 'none', code: 'cancelled', client, from: '127.0.0.1' },
  ]);
});

test('thirty a minute are written, and when it is over one record tells how many more there were', async () => {
  const { browser, step } = await atChoice({ means: [SMART_ID] });
  for (let time = 0; time < 33; time++) await browser.visit(`${step}/${BANK}`);
  expect((await refused()).map(({ code }) => code)).toEqual(Array(30).fill('too-weak'));
  const minute = `${context.clock.now().toISOString().slice(0, 16)}:00.000Z`;
  await noteCountedRefusals(context);
  expect(await recordsOf('identity.count-refused-log-ins'), 'the minute is not over').toEqual([]);
  context.clock.advance(60_000);
  await Promise.all([noteCountedRefusals(context), noteCountedRefusals(context)]);
  expect(await recordsOf('identity.count-refused-log-ins')).toEqual([
    { subject: null, minute, refused: [{ means: BANK, code: 'too-weak', refusals: 3 }] },
  ]);
  await browser.visit(`${step}/${BANK}`);
  expect(await refused(), 'a new minute').toHaveLength(31);
});

test('what slowing down refused is told as a number alone', async () => {
  for (let time = 0; time < 4; time++) {
    const { post } = await atChoice();
    await post(`/${SMART_ID}`, { personalCode });
  }
  expect(await refused()).toEqual([]);
  context.clock.advance(60_000);
  await noteCountedRefusals(context);
  expect(await recordsOf('identity.count-refused-log-ins')).toMatchObject([
    { refused: [{ means: SMART_ID, code: 'too-often', refusals: 1 }] },
  ]);
});

test('an auditor of the operator finds them', async () => {
  const { client, post } = await atChoice();
  await post('', { cancel: 'yes' });
  const asked = { name: 'Ilze', organisation: null, roles: ['auditor'] } as const;
  const { keyText } = await addOfficial(context, asked);
  const now = context.clock.now().getTime();
  const answer = await fetch(`${baseUrl}/official/v1/audit/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ act: 'identity.refuse-log-in', from: new Date(now - 1_000), until: new Date(now + 1) },
    }),
  });
  expect((await answer.json()).records).toMatchObject([
    { actor: { kind: 'public', id: null }, personId: null, content: { code: 'cancelled', client } },
  ]);
});
