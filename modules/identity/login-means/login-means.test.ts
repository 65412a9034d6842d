import { expect, test } from 'vitest';
import type { ClientStatement } from '../sign-on/client.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';

const parties = await outsideParties();
const { context, baseUrl, fixture, openClient } = await signOnCountry({
  loginMeansFile: parties.file,
});
const [person, other] = fixture.residents;
if (!person || !other) throw new Error('The fixture has residents.');
const { personalCode } = person;

/** A browser that is at the choice of means of a client. */
async function atChoice(
  statement: Partial<ClientStatement> = {},
  browser = browserByHand(baseUrl),
) {
  const id = (await openClient(statement)).clientMetadata().client_id;
  const page = await browser.visit(addressOf(id));
  return { id, browser, page, step: new URL(page.url).pathname };
}

function addressOf(client_id: string, more: Record<string, string> = {}): string {
  return `/sign-on/authorise?${new URLSearchParams({
    ...{ client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', state: 's' },
    ...more,
  })}`;
}

const SMART_ID = 'simulated-smart-id';
const BANK = 'simulated-bank';

async function askTelephone(
  { browser, step }: Awaited<ReturnType<typeof atChoice>>,
  code = personalCode,
) {
  return await browser.visit(`${step}/${SMART_ID}`, {
    ...{ method: 'POST', form: { personalCode: code } },
  });
}

test('the telephone shows the code of the page; when it is chosen, the person is who they say', async () => {
  const choice = await atChoice();
  const page = await askTelephone(choice);
  const { code, act } = await parties.telephone(personalCode);
  expect(page.body).toContain(`>${code}<`);
  expect(page.body).toContain('Esmu apstiprinājis');
  const waiting = await choice.browser.visit(`${choice.step}/${SMART_ID}`);
  expect(waiting.body).toContain(code);
  expect(waiting.body).toContain('vēl nav atbildējis');
  await act({ act: 'confirm' });
  const done = await choice.browser.visit(`${choice.step}/${SMART_ID}`);
  expect(done.url).toContain(`${CALLBACK}?code=`);
});

const ACTS: [what: string, form: Record<string, string>, told: string][] = [
  ['a person who presses cancel', { act: 'USER_REFUSED_VC_CHOICE' }, 'ir atcelta'],
  ['a person who chooses another code', { act: 'WRONG_VC' }, 'nepareizs kods'],
  ['a person who does not answer', { act: 'TIMEOUT' }, 'netika saņemts laikā'],
  ['a session that the service forgot', { act: 'forget' }, 'netika saņemts laikā'],
  ['a document that cannot be used', { act: 'DOCUMENT_UNUSABLE' }, 'lietot nevar'],
  ['the certificate of somebody else', { act: 'confirm', fault: 'another-person' }, 'pārbaudīt'],
  [
    'a certificate of an unknown authority',
    { act: 'confirm', fault: 'another-authority' },
    'pārbaudīt',
  ],
  ['a certificate that has expired', { act: 'confirm', fault: 'expired' }, 'pārbaudīt'],
  ['a certificate of a weaker level', { act: 'confirm', fault: 'weaker' }, 'pārbaudīt'],
  ['a signature over something else', { act: 'confirm', fault: 'another-hash' }, 'pārbaudīt'],
];

test.each(ACTS)('%s does not sign on, and the page says what to do', async (_what, form, told) => {
  context.clock.advance(2 * 3_600_000);
  const choice = await atChoice();
  await askTelephone(choice);
  await (await parties.telephone(personalCode)).act(form);
  const done = await choice.browser.visit(`${choice.step}/${SMART_ID}`);
  expect(done.body).toMatch(new RegExp(`role="alert">[^<]*${told}`));
  expect(done.url).toContain(choice.step);
});

test('what is no personal code is told before anything is sent', async () => {
  const choice = await atChoice();
  const page = await askTelephone(choice, '123');
  expect(page.body).toContain('role="alert"');
  expect(page.body).toContain('name="personalCode"');
});

test('the bank proves who somebody is, and they come back by its form', async () => {
  const { browser, step } = await atChoice();
  const { body } = await browser.visit(`${step}/${BANK}`, { method: 'POST' });
  const back = await parties.bank(body, { personalCode });
  expect(back.action).toBe(`${baseUrl}${step}/${BANK}/return`);
  // The bank's form comes without our cookies; the browser then goes on with them.
  const stranger = browserByHand(baseUrl);
  const returned = await stranger.visit(back.action, {
    ...{ method: 'POST', form: back.fields, headers: { 'sec-fetch-site': 'cross-site' } },
  });
  expect(returned.status).toBe(410);
  const done = await browser.visit(`${step}/${BANK}`);
  expect(done.url).toContain(`${CALLBACK}?code=`);
});

test.each([
  ['signed by another key', { fault: 'another-key' }],
  ['an hour old', { fault: 'late' }],
  ['the answer to another query', { fault: 'another-nonce' }],
])('an answer of the bank that is %s proves nothing', async (_what, fault) => {
  const { browser, step } = await atChoice();
  const { body } = await browser.visit(`${step}/${BANK}`, { method: 'POST' });
  const back = await parties.bank(body, { personalCode, ...fault });
  const done = await browser.visit(back.action, { method: 'POST', form: back.fields });
  expect(done.body).toMatch(/role="alert">[^<]*pārbaudīt/);
});

test('an answer of the bank counts for the log-in that asked, and once', async () => {
  const first = await atChoice();
  const { body } = await first.browser.visit(`${first.step}/${BANK}`, { method: 'POST' });
  const back = await parties.bank(body, { personalCode });
  const second = await atChoice();
  await second.browser.visit(`${second.step}/${BANK}`, { method: 'POST' });
  const stolen = await second.browser.visit(`${second.step}/${BANK}/return`, {
    ...{ method: 'POST', form: back.fields },
  });
  expect(stolen.body).toMatch(/role="alert">[^<]*pārbaudīt/);
  const done = await first.browser.visit(back.action, { method: 'POST', form: back.fields });
  expect(done.url).toContain(`${CALLBACK}?code=`);
  const again = await first.browser.visit(back.action, { method: 'POST', form: back.fields });
  expect(again.status).toBe(410);
});

test('a client has its basket of means and its level; what is missing is named, with the reason', async () => {
  const all = await atChoice();
  for (const name of ['Simulētais Smart-ID', 'Simulētā banka', 'Izvēlēties izdomātu personu']) {
    expect(all.page.body).toContain(name);
  }
  expect(all.page.body).not.toContain('Šeit nav lietojami');
  const merchant = await atChoice({ means: [BANK] });
  expect(merchant.page.body).toContain('Simulētais Smart-ID: šī vietne to lietot nedrīkst');
  const strict = await atChoice({ minimumLevel: 'high' });
  expect(strict.page.body).toContain('Simulētā banka: vajadzīgs uzticamības līmenis “augsts”');
  // A button that is not there can be pressed by hand, and is refused.
  const forged = await strict.browser.visit(`${strict.step}/simulated-person`, {
    ...{ method: 'POST', form: { personId: person.id } },
  });
  expect(forged.body).toContain('Ar šo līdzekli šeit pieteikties nevar');
  const unentitled = await merchant.browser.visit(`${merchant.step}/${SMART_ID}`, {
    ...{ method: 'POST', form: { personalCode } },
  });
  expect(unentitled.body).toContain('Ar šo līdzekli šeit pieteikties nevar');
});

test('a stronger login is asked for only when one is needed, and a request cannot lower it', async () => {
  const { browser, step } = await atChoice({ minimumLevel: 'low' });
  await browser.visit(`${step}/simulated-person`, {
    method: 'POST',
    form: { personId: person.id },
  });
  const weak = await atChoice({ minimumLevel: 'low' }, browser);
  expect(weak.page.url).toContain(CALLBACK);
  const strong = await atChoice({ minimumLevel: 'substantial' }, browser);
  expect(strong.page.body).toContain('vajadzīgs vēl viens apliecinājums');
  const low = 'http://eidas.europa.eu/LoA/low';
  const lowered = await browser.visit(addressOf(strong.id, { acr_values: low }));
  expect(lowered.url).toContain('/step/');
  const raised = await browser.visit(
    addressOf(weak.id, { acr_values: 'http://eidas.europa.eu/LoA/high' }),
  );
  const at = new URL(raised.url).pathname;
  await browser.visit(`${at}/${SMART_ID}`, { method: 'POST', form: { personalCode } });
  await (await parties.telephone(personalCode)).act({ act: 'confirm' });
  expect((await browser.visit(`${at}/${SMART_ID}`)).url).toContain(CALLBACK);
  // Now it is strong enough for all of them.
  expect((await browser.visit(addressOf(strong.id))).url).toContain(CALLBACK);
});

test('who guesses waits longer each time; the person on their own device does not', async () => {
  const { personalCode: code, id } = other;
  const own = browserByHand(baseUrl);
  const { step } = await atChoice({}, own);
  await own.visit(`${step}/simulated-person`, { method: 'POST', form: { personId: id } });
  const fail = async (browser = browserByHand(baseUrl)) => {
    const choice = await atChoice({ minimumLevel: 'substantial' }, browser);
    const page = await askTelephone(choice, code);
    if (page.body.includes('Pārāk daudz')) return 'slowed';
    await (await parties.telephone(code)).act({ act: 'WRONG_VC' });
    await browser.visit(`${choice.step}/${SMART_ID}`);
    return 'failed';
  };
  for (let turn = 0; turn < 3; turn++) expect(await fail()).toBe('failed');
  expect(await fail()).toBe('slowed');
  expect(await fail(own)).toBe('failed');
  context.clock.advance(16_000);
  expect(await fail()).toBe('failed');
  context.clock.advance(16_000);
  expect(await fail()).toBe('slowed');
});
