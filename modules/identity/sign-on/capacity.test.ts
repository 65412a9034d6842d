import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { recordRelations } from '../../persons/index.ts';
import { browserByHand, signInByHand } from '../testing/browser-by-hand.ts';
import { hearSignOuts } from '../testing/hear-sign-outs.ts';
import { FERRY, representFerry } from '../testing/represented-ferry.ts';
import { authorise, CALLBACK, signOn, signOnCountry } from '../testing/sign-on-country.ts';

const { context, fixture, baseUrl, openClient } = await signOnCountry();
const [giver, holder] = fixture.residents;
if (!giver || !holder) throw new Error('The fixture has two residents.');
const config = await openClient({ scopes: ['openid', 'profile', 'capacity'] });

/** A mandate as it stands in the database, given without the ceremony that is tested elsewhere. */
async function give(): Promise<string> {
  const id = context.ids.next();
  await context.adminDb.query('update identity.mandates set revoked_at = now()');
  await context.adminDb.query(
    `insert into identity.mandates (id, giver_id, holder_id, acts, valid_from, may_pass_on, given_at)
     values ($1::uuid, $2::uuid, $3::uuid, array['see-reliefs'], '2026-01-01', false, now())`,
    [id, giver?.id, holder?.id],
  );
  return id;
}

/** Goes to the page that asks for whom the person acts, chooses, and gets the tokens. */
async function actFor(representedId: string) {
  return await choose({ profile: representedId });
}

/** The outsider of the fixture becomes a child of who holds the mandates. */
async function haveChild(): Promise<string> {
  const { id } = fixture.outsider;
  const setBorn = "update persons.persons set birth_date = '2023-05-05' where id = $1::uuid";
  await context.adminDb.query(setBorn, [id]);
  const personId = holder?.id ?? '';
  const born = { validFrom: '2023-05-05', validTo: null };
  await recordRelations(context, {
    ...{ kinds: ['parent'], side: 'person', personIds: [personId] },
    relations: [{ personId, relatedId: id, kind: 'parent', ...born }],
  });
  return id;
}

async function choose(
  form: Record<string, string>,
  { client = config, browser = browserByHand(baseUrl) } = {},
) {
  const flow = {
    ...{ personId: holder?.id ?? '', baseUrl, scope: 'openid profile capacity', browser },
    parameters: { resource: `${baseUrl}/` },
  };
  const asked = await authorise(client, flow);
  const step = new URL(asked.visited.url).pathname;
  const chosen = await browser.visit(step, { method: 'POST', form });
  const get = async () =>
    await openid.authorizationCodeGrant(client, new URL(chosen.url), {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
    });
  return { asked, chosen, get };
}

test('a client that asks is told whose matters these are, and who acts', async () => {
  const mandate = await give();
  const own = await (await actFor(holder.id)).get();
  const alone = await signOn(await openClient(), { personId: giver.id, baseUrl });
  const { asked, get } = await actFor(giver.id);
  expect(asked.visited.body).toContain(giver.name);
  const tokens = await get();
  const [claims, self] = [tokens.claims(), own.claims()];
  expect(self).toMatchObject({ capacity: 'self' });
  expect(self).not.toHaveProperty('act');
  expect(claims?.sub).toBe(alone.tokens.claims()?.sub);
  expect(claims).toMatchObject({
    ...{ act: { sub: self?.sub }, capacity: 'mandate', acts: ['see-reliefs'] },
    mandates: [mandate],
  });
  const person = await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  expect(person).toMatchObject({ name: giver.name, act: { sub: self?.sub } });
});

test('a token that was narrowed is of the same matters, and ends with the mandate too', async () => {
  await give();
  const tokens = await (await actFor(giver.id)).get();
  const narrowed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', {
    scope: 'openid profile',
  });
  const subject = tokens.claims()?.sub ?? '';
  const person = await openid.fetchUserInfo(config, narrowed.access_token, subject);
  expect(person).toMatchObject({ sub: subject, name: giver.name });
  await context.adminDb.query('update identity.mandates set revoked_at = now()');
  await expect(openid.fetchUserInfo(config, narrowed.access_token, subject)).rejects.toThrow();
});

test('a mandate that was revoked opens nothing any more, also what was got before', async () => {
  await give();
  const tokens = await (await actFor(giver.id)).get();
  await context.adminDb.query('update identity.mandates set revoked_at = now()');
  const subject = tokens.claims()?.sub ?? '';
  await expect(openid.fetchUserInfo(config, tokens.access_token, subject)).rejects.toThrow();
  const refreshed = openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
  await expect(refreshed).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('nobody acts for who gave them nothing, whatever the form says', async () => {
  const { chosen } = await actFor(giver.id);
  expect(chosen.url.startsWith(CALLBACK)).toBe(false);
  expect(chosen.body).toContain('name="profile"');
});

test('without a person to choose, the client hears that one is needed', async () => {
  const browser = browserByHand(baseUrl);
  const flow = { personId: holder.id, baseUrl, browser };
  await signOn(config, flow);
  const { callback } = await authorise(config, {
    ...{ ...flow, scope: 'openid capacity', parameters: { prompt: 'none' } },
  });
  expect(callback.searchParams.get('error')).toBe('interaction_required');
});

test('the token of who represents an organisation is of the organisation, and ends with the right', async () => {
  const organisation = await representFerry(context, { alone: [holder] });
  const self = (await (await actFor(holder.id)).get()).claims();
  const { asked, get } = await choose({ organisation });
  expect(asked.visited.body).toContain(FERRY.name.lv);
  const tokens = await get();
  const claims = tokens.claims();
  expect(claims).toMatchObject({
    ...{ sub: FERRY.registrationNumber, act: { sub: self?.sub }, capacity: 'organisation' },
    ...{ acts: ['see-mandates', 'use-services', 'give-mandates'], mandates: [] },
    organisation: { registration_number: FERRY.registrationNumber, name: FERRY.name },
  });
  const told = await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  expect(told).toMatchObject({ name: FERRY.name.lv, act: { sub: self?.sub } });
  expect(told).not.toHaveProperty('birthdate');
  const noted = await context.db.query(
    `select actor_id, content::jsonb ->> 'capacity' as capacity from audit.records
     where act = 'identity.choose-profile' and organisation_id = $1::uuid`,
    [organisation],
  );
  expect(noted).toEqual([{ actor_id: holder.id, capacity: 'organisation' }]);
  await representFerry(context, { jointly: [holder] });
  const again = openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  await expect(again).rejects.toThrow();
  const refreshed = openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
  await expect(refreshed).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('at a client nobody acts for an organisation jointly, nor by a mandate for something else', async () => {
  const organisation = await representFerry(context, { alone: [giver], jointly: [holder] });
  const { asked, chosen } = await choose({ organisation });
  expect(asked.visited.body).toContain('tikai kopā ar citiem');
  expect(asked.visited.body).not.toContain('name="organisation"');
  expect(chosen.url.startsWith(CALLBACK)).toBe(false);
  const mandate = context.ids.next();
  await context.adminDb.query(
    `insert into identity.mandates (id, giver_organisation_id, holder_id, acts, valid_from, may_pass_on,
       given_at)
     values ($1::uuid, $2::uuid, $3::uuid, array['see-mandates'], '2026-01-01', false, now())`,
    [mandate, organisation, holder.id],
  );
  const other = await choose({ organisation });
  expect(other.asked.visited.body).not.toContain(FERRY.name.lv);
  expect(other.chosen.url.startsWith(CALLBACK)).toBe(false);
  await context.adminDb.query(
    "update identity.mandates set acts = array['use-services'] where id = $1",
    [mandate],
  );
  const claims = (await (await choose({ organisation })).get()).claims();
  expect(claims).toMatchObject({ acts: ['use-services'], mandates: [mandate] });
});

const CAPACITIES: [string, () => Promise<Record<string, string>>][] = [
  ['oneself', async () => ({ profile: holder.id })],
  ['a child', async () => ({ profile: await haveChild() })],
  [
    'who gave a mandate',
    async () => {
      await give();
      return { profile: giver.id };
    },
  ],
  [
    'an organisation',
    async () => ({ organisation: await representFerry(context, { alone: [holder] }) }),
  ],
];

test.each(CAPACITIES)('introspection tells whose and by whom: %s', async (_whom, form) => {
  const self = (await (await actFor(holder.id)).get()).claims();
  const tokens = await (await choose(await form())).get();
  const claims = tokens.claims();
  for (const token of [tokens.access_token, tokens.refresh_token ?? '']) {
    const told = await openid.tokenIntrospection(config, token);
    expect(told).toMatchObject({ active: true, sub: claims?.sub });
    expect(told.act).toEqual(claims?.act);
  }
  expect(claims?.sub === self?.sub).toBe(claims?.act === undefined);
  const forApi = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '', {
    resource: `${baseUrl}/`,
  });
  expect(decodeJwt(forApi.access_token).sub).toBe(claims?.sub);
  expect(decodeJwt(forApi.access_token).act).toEqual(claims?.act);
});

test('a token for somebody for whom one may act no longer is said to be none', async () => {
  await give();
  const tokens = await (await actFor(giver.id)).get();
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toMatchObject({
    active: true,
  });
  await context.adminDb.query('update identity.mandates set revoked_at = now()');
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
});

test.each(CAPACITIES)('a log-out token names the same subject: %s', async (_whom, form) => {
  const { heard, backChannelUri } = await hearSignOuts();
  const client = await openClient({ scopes: ['openid', 'profile', 'capacity'], backChannelUri });
  const chosen = await form();
  const [lost, here] = [browserByHand(baseUrl), browserByHand(baseUrl)];
  await signInByHand(baseUrl, holder.id, lost);
  const first = await (await choose(chosen, { client, browser: lost })).get();
  // From elsewhere the client is told later, and by then they may act for nobody any more.
  await signInByHand(baseUrl, holder.id, here);
  await context.adminDb.query('update identity.mandates set revoked_at = now()');
  await here.visit('/login/v1/log-ins/end-all', { method: 'POST' });
  await expect.poll(() => heard.length, { timeout: 8_000 }).toBe(1);
  // Who signs out themselves is told of at once.
  await form();
  await signInByHand(baseUrl, holder.id, here);
  const second = await (await choose(chosen, { client, browser: here })).get();
  await here.visit('/login/v1/sign-out', { method: 'POST' });
  expect(heard.map((token) => decodeJwt(token))).toMatchObject(
    [first, second].map((tokens) => ({ sub: tokens.claims()?.sub, sid: tokens.claims()?.sid })),
  );
});
