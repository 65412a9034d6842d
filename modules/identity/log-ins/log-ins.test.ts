import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { browserByHand, signInByHand } from '../testing/browser-by-hand.ts';
import { hearSignOuts } from '../testing/hear-sign-outs.ts';
import { signOn, signOnCountry } from '../testing/sign-on-country.ts';
import { sendSignOuts } from './sign-out-notices.ts';

const { context, baseUrl, fixture, openClient } = await signOnCountry();
const [person, other] = fixture.residents;
if (!person || !other) throw new Error('The fixture has residents.');

type Browser = ReturnType<typeof browserByHand>;

async function logInsOf(browser: Browser) {
  const { body } = await browser.visit('/login/v1/log-ins');
  return JSON.parse(body).logIns as {
    id: string;
    device: string;
    lives: boolean;
    current: boolean;
    isNews: boolean;
    client: { en: string } | null;
  }[];
}

async function whoIs(browser: Browser): Promise<string> {
  return JSON.parse((await browser.visit('/login/v1/session')).body).kind;
}

/** A client that hears of sign-outs. */
async function hearing(isAway = () => false) {
  const { heard, backChannelUri } = await hearSignOuts(isAway);
  return { heard, config: await openClient({ backChannelUri }) };
}

test('a person sees from where they are logged in, and is told of somewhere new until they know', async () => {
  const [home, phone] = [browserByHand(baseUrl), browserByHand(baseUrl)];
  await signInByHand(baseUrl, person.id, home);
  expect(await logInsOf(home)).toMatchObject([{ lives: true, current: true, isNews: false }]);
  await signInByHand(baseUrl, person.id, phone);
  expect(await logInsOf(home)).toMatchObject([
    { lives: true, current: false, isNews: true },
    { lives: true, current: true },
  ]);
  await home.visit('/login/v1/log-ins/told', { method: 'POST' });
  expect((await logInsOf(home)).map(({ isNews }) => isNews)).toEqual([false, false]);
  // From the same browser again: nothing new.
  await phone.visit('/login/v1/sign-out', { method: 'POST' });
  await signInByHand(baseUrl, person.id, phone);
  expect((await logInsOf(home))[0]).toMatchObject({ isNews: false });
});

test('one log-in is ended from another device at once, with all that clients got by it', async () => {
  const { heard, config } = await hearing();
  const [home, phone] = [browserByHand(baseUrl), browserByHand(baseUrl)];
  await signInByHand(baseUrl, person.id, home);
  await signInByHand(baseUrl, person.id, phone);
  const { tokens } = await signOn(config, { baseUrl, personId: '', browser: phone });
  const lost = (await logInsOf(home)).find(({ lives, current }) => lives && !current);
  const path = `/login/v1/log-ins/${lost?.id}/end`;
  expect((await home.visit(path, { method: 'POST' })).status).toBe(204);
  expect(await whoIs(phone)).toBe('none');
  expect((await phone.visit('/login/v1/start')).url).toContain('/sign-on/step/');
  await expect(openid.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await expect.poll(() => heard.length, { timeout: 8_000 }).toBe(1);
  expect(decodeJwt(heard[0] ?? '')).toMatchObject({
    aud: config.clientMetadata().client_id,
    sub: tokens.claims()?.sub,
    sid: tokens.claims()?.sid,
  });
  expect(await whoIs(home)).toBe('person');
  expect((await home.visit(path, { method: 'POST' })).status).toBe(204);
});

test('signing out everywhere leaves nothing', async () => {
  // Granted for the person's absence, by a session that is over.
  const config = await openClient({ scopes: ['openid', 'offline_access'] });
  const { tokens } = await signOn(config, {
    ...{ baseUrl, personId: other.id, scope: 'openid offline_access' },
    parameters: { prompt: 'consent' },
  });
  await context.adminDb.query(`delete from identity.artifacts where kind = 'Session'`);
  const browsers = [1, 2, 3].map(() => browserByHand(baseUrl));
  for (const browser of browsers) await signInByHand(baseUrl, other.id, browser);
  await browsers[0]?.visit('/login/v1/log-ins/end-all', { method: 'POST' });
  for (const browser of browsers) expect(await whoIs(browser)).toBe('none');
  const [{ count } = { count: -1 }] = await context.adminDb.query<{ count: number }>(
    `select count(*)::integer as count from identity.artifacts
     where person_id = $1::uuid and kind in ('Session', 'Grant', 'RefreshToken')`,
    [other.id],
  );
  expect(count).toBe(0);
  await expect(openid.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('a client that signs a person out by the provider signs them out of all', async () => {
  const { heard, config } = await hearing();
  const browser = browserByHand(baseUrl);
  await signInByHand(baseUrl, person.id, browser);
  const { tokens } = await signOn(config, { baseUrl, personId: '', browser });
  const url = openid.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '' });
  const page = await browser.visit(url.href);
  expect(page.body).toContain('Vai izrakstīties?');
  const xsrf = /name="xsrf" value="([\w-]+)"/.exec(page.body)?.[1] ?? '';
  await browser.visit('/sign-on/sign-out/confirm', {
    ...{ method: 'POST', form: { xsrf, logout: 'yes' } },
  });
  expect(await whoIs(browser)).toBe('none');
  expect(heard).toHaveLength(1);
});

test('a client that is away hears of the sign-out when it is back, and once', async () => {
  let tried = 0;
  let isAway = true;
  const { heard, config } = await hearing(() => {
    tried += 1;
    return isAway;
  });
  const [home, phone] = [browserByHand(baseUrl), browserByHand(baseUrl)];
  for (const browser of [home, phone]) {
    await signInByHand(baseUrl, person.id, browser);
    await signOn(config, { baseUrl, personId: '', browser });
  }
  await phone.visit('/login/v1/log-ins/end-all', { method: 'POST' });
  await expect.poll(() => tried, { timeout: 8_000 }).toBe(2);
  isAway = false;
  context.clock.advance(59_000);
  await sendSignOuts(context, async () => undefined);
  expect(heard).toEqual([]);
  context.clock.advance(1_000);
  await expect.poll(() => heard.length, { timeout: 8_000 }).toBe(2);
  const waiting = () => context.adminDb.query('select from identity.sign_out_notices');
  await expect.poll(waiting).toEqual([]);
});

test('nobody sees or ends the log-ins of others', async () => {
  const [own, stranger] = [browserByHand(baseUrl), browserByHand(baseUrl)];
  await signInByHand(baseUrl, person.id, own);
  await signInByHand(baseUrl, other.id, stranger);
  const [mine] = await logInsOf(own);
  const path = `/login/v1/log-ins/${mine?.id}/end`;
  expect((await stranger.visit(path, { method: 'POST' })).status).toBe(404);
  expect((await logInsOf(stranger)).map(({ id }) => id)).not.toContain(mine?.id);
  expect((await browserByHand(baseUrl).visit('/login/v1/log-ins')).status).toBe(401);
  const forged = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } } as const;
  expect((await own.visit(path, forged)).status).toBe(403);
});
