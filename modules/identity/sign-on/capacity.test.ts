import * as openid from 'openid-client';
import { expect, test } from 'vitest';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { FERRY, representFerry } from '../testing/represented-ferry.ts';
import { authorise, CALLBACK, signOn, signOnCountry } from '../testing/sign-on-country.ts';

const { context, fixture, baseUrl, openClient } = await signOnCountry();
const [giver, holder] = fixture.residents;
if (!giver || !holder) throw new Error('The fixture has two residents.');
const config = await openClient({ scopes: ['openid', 'profile', 'capacity'] });

/** A mandate as it stands in the database, given without the ceremony that is tested elsewhere. */
async function give(): Promise<string> {
  const id = context.ids.next();
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

async function choose(form: Record<string, string>) {
  const browser = browserByHand(baseUrl);
  const flow = { personId: holder?.id ?? '', baseUrl, scope: 'openid profile capacity', browser };
  const asked = await authorise(config, flow);
  const step = new URL(asked.visited.url).pathname;
  const chosen = await browser.visit(step, { method: 'POST', form });
  const get = async () =>
    await openid.authorizationCodeGrant(config, new URL(chosen.url), {
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
