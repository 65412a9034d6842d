import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOfficialByKey } from '../official-authenticator.ts';
import { addOfficial, endKeysOfOwnProviders, endOfficial, giveOfficialKey } from '../officials.ts';
import { atMeans } from '../testing/at-means.ts';
import { browserByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';
import { representFerry } from '../testing/represented-ferry.ts';
import { CALLBACK, signOnCountry } from '../testing/sign-on-country.ts';
import { readOwnProviders } from './own-providers.ts';

const OWN = 'm-0099000';
const PROVIDER = 'vejaine-directory';

const parties = await outsideParties();
const file = withOwnProvider(parties.file);
const country = await signOnCountry({ loginMeansFile: file });
const { context, baseUrl, fixture } = country;
const { outsider: third } = fixture;
const [person, other] = fixture.residents;
if (!person || !other) throw new Error('The fixture has residents.');

/** The file of what was agreed, where the municipality signs its officials on itself as well. */
function withOwnProvider(file: string): string {
  const agreed: { code: string }[] = JSON.parse(readFileSync(file, 'utf8'));
  const institution = agreed.find(({ code }) => code === 'simulated-institution');
  const own = { ...institution, code: PROVIDER, organisation: OWN };
  const path = join(dirname(file), 'with-own-provider.json');
  writeFileSync(path, JSON.stringify([...agreed, own]));
  return path;
}

type Resident = NonNullable<typeof person>;

async function officialOf({ id }: Resident, organisation = OWN) {
  const named = { name: 'Anna', organisation, roles: ['reviewer' as const] };
  return await addOfficial(context, { ...named, personId: id });
}

/** Signs a person on to the web app at the directory of the municipality. */
async function signOnThere({ personalCode }: Resident, done: Record<string, string> = {}) {
  const browser = browserByHand(baseUrl);
  const choice = await browser.visit('/login/v1/start');
  const step = new URL(choice.url).pathname;
  const page = await browser.visit(`${step}/${PROVIDER}`, { method: 'POST' });
  const back = await parties.institution(page.body, personalCode, done);
  const visited = await browser.visit(back);
  const ask = async (path: string, payload?: object) => {
    const headers = { cookie: browser.cookieHeader('/'), 'sec-fetch-site': 'same-origin' };
    const body = payload && {
      method: 'POST',
      body: JSON.stringify(payload),
      headers: { ...headers, 'content-type': 'application/json' },
    };
    const answer = await fetch(baseUrl + path, body ?? { headers });
    const text = await answer.text();
    return { status: answer.status, ...(text ? JSON.parse(text) : {}) };
  };
  return { browser, choice, visited, back, ask };
}

test('an official signs on at the own institution, acts as that and as nothing else', async () => {
  const { officialId } = await officialOf(person);
  const { choice, ask, browser } = await signOnThere(person);
  expect(choice.body).toContain('Amatpersonām');
  const session = await ask('/login/v1/session');
  expect(session).toMatchObject({ kind: 'person', official: { roles: ['reviewer'] } });
  expect(await ask('/official/v1/drafts')).toMatchObject({ status: 200 });
  expect(await ask('/login/v1/profiles')).toMatchObject({
    profiles: [],
    organisations: [],
    officials: [{ officialId, chosen: true }],
  });
  expect(await ask('/recipient/v1/entitlements')).toMatchObject({ code: 'not-allowed' });
  const oneself = await ask('/login/v1/profile', { personId: person.id });
  expect(oneself).toMatchObject({ status: 403, code: 'officials-only' });
  // Nor is that login anybody else's proof of who the person is.
  const config = await country.openClient();
  const asked = new URLSearchParams({
    ...{ client_id: config.clientMetadata().client_id, redirect_uri: CALLBACK },
    ...{ response_type: 'code', scope: 'openid', state: 's' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  });
  const elsewhere = await browser.visit(`/sign-on/authorise?${asked}`);
  expect(elsewhere.url).toContain('/sign-on/step/');
  expect(elsewhere.body).not.toContain('Amatpersonām');
  await endOfficial(context, officialId);
  expect(await ask('/official/v1/drafts')).toMatchObject({ code: 'profile-ended' });
});

describe('when the institution says that somebody is signed out', () => {
  const at = `${baseUrl}/sign-on/back/${PROVIDER}/signed-out`;
  const { personalCode } = other;
  const signedOn = async () => {
    const { ask, back } = await signOnThere(other);
    const sid = `session-${new URL(back).searchParams.get('state')?.slice(-8)}`;
    const kind = async () => (await ask('/login/v1/session')).kind as string;
    return { sid, kind };
  };

  test('that session is over here at once, and no other', async () => {
    const { officialId } = await officialOf(other);
    const [one, two] = [await signedOn(), await signedOn()];
    expect(await parties.institutionEnds(at, { personalCode, sid: one.sid })).toBe(204);
    expect([await one.kind(), await two.kind()]).toEqual(['none', 'person']);
    // Who has left is signed out of all.
    const three = await signedOn();
    expect(await parties.institutionEnds(at, { personalCode })).toBe(204);
    expect([await two.kind(), await three.kind()]).toEqual(['none', 'none']);
    expect(await parties.institutionEnds(at, { personalCode })).toBe(204);
    await endOfficial(context, officialId);
  });

  test.each([
    'another-key',
    'another-issuer',
    'another-audience',
    'old',
    'no-event',
    'id-token',
    'nobody',
  ])('nothing ends by a token that is not for it: %s', async (fault) => {
    const { officialId } = await officialOf(other);
    const { kind } = await signedOn();
    expect(await parties.institutionEnds(at, { personalCode, fault })).toBe(400);
    expect(await kind()).toBe('person');
    await endOfficial(context, officialId);
  });

  test('a means that says no such thing takes none', async () => {
    const bank = `${baseUrl}/sign-on/back/simulated-bank/signed-out`;
    expect(await parties.institutionEnds(bank, { personalCode })).toBe(400);
  });
});

test('after another login the same person is no official of an institution with an own provider', async () => {
  const { officialId } = await officialOf(other);
  const ferry = await officialOf(other, 'vejaines-pramis');
  const browser = browserByHand(baseUrl);
  const choice = await browser.visit('/login/v1/start');
  const means = `${new URL(choice.url).pathname}/simulated-institution`;
  const page = await browser.visit(means, { method: 'POST' });
  await browser.visit(await parties.institution(page.body, other.personalCode));
  const choose = async (officialId: string) => {
    const answer = await fetch(`${baseUrl}/login/v1/profile`, {
      method: 'POST',
      body: JSON.stringify({ officialId }),
      headers: {
        ...{ cookie: browser.cookieHeader('/'), 'sec-fetch-site': 'same-origin' },
        'content-type': 'application/json',
      },
    });
    return { status: answer.status, text: await answer.text() };
  };
  const refused = await choose(officialId);
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.text)).toMatchObject({ code: 'own-provider-needed', maxAgeS: 0 });
  expect(await choose(ferry.officialId)).toMatchObject({ status: 204 });
  for (const id of [officialId, ferry.officialId]) await endOfficial(context, id);
});

test('an access key opens nothing there, is not given, and ends', async () => {
  const own = readOwnProviders(file);
  const [here, elsewhere] = [await officialOf(other), await officialOf(other, 'vejaines-pramis')];
  const ask = async ({ keyText }: { keyText: string }) => {
    const headers = { authorization: `Bearer ${keyText}` };
    const answer = await fetch(`${baseUrl}/official/v1/drafts`, { headers });
    return [answer.status, (await answer.json()).code];
  };
  expect(await ask(here)).toEqual([403, 'own-provider-needed']);
  expect(await ask(elsewhere)).toEqual([200, undefined]);
  await expect(giveOfficialKey(context, here.officialId, own)).rejects.toThrow(
    'own-provider-needed',
  );
  await endKeysOfOwnProviders(context, own);
  const held = await context.adminDb.query(
    `select official_id as "officialId" from identity.official_keys
     where expires_at > $1::timestamptz and official_id = any($2::uuid[])`,
    [context.clock.now(), [here.officialId, elsewhere.officialId]],
  );
  expect(held).toEqual([{ officialId: elsewhere.officialId }]);
  // Also when the institution has no own provider any more.
  await expect(findOfficialByKey(context, here.keyText, new Map())).rejects.toThrow(
    'official-key-expired',
  );
  const noted = await context.db.query(
    `select content::jsonb ->> 'official' as "officialId" from audit.records
     where act = 'identity.end-official-key' and organisation_id = $1::uuid`,
    [fixture.municipalityId],
  );
  expect(noted).toContainEqual({ officialId: here.officialId });
  for (const { officialId } of [here, elsewhere]) await endOfficial(context, officialId);
});

test('who is no official there does not sign on there', async () => {
  const { visited } = await signOnThere(third);
  expect(visited.body).toMatch(/role="alert">[^<]*nav amatpersonas lomas/);
});

test('a password alone, without a second factor, does not sign on there', async () => {
  const { officialId } = await officialOf(other);
  const { visited } = await signOnThere(other, { method: 'pwd' });
  expect(visited.body).toMatch(/role="alert">[^<]*otru faktoru/);
  await endOfficial(context, officialId);
});

test('nor does a client that agreed to it let anybody act by it for others', async () => {
  const { officialId } = await officialOf(third);
  const organisation = await representFerry(context, { alone: [third] });
  const log = await atMeans(country, PROVIDER, {
    means: [PROVIDER],
    scopes: ['openid', 'capacity'],
  });
  const page = await log.browser.visit(
    await parties.institution(log.page.body, third.personalCode),
  );
  const step = new URL(page.url).pathname;
  expect(page.body).toContain(`value="${third.id}"`);
  expect(page.body).not.toContain('name="organisation"');
  const form = { organisation };
  const refused = await log.browser.visit(step, { method: 'POST', form });
  expect(refused).toMatchObject({ status: 200, body: page.body });
  const self = await log.browser.visit(step, { method: 'POST', form: { profile: third.id } });
  expect(self.url).toContain(`${CALLBACK}?code=`);
  await endOfficial(context, officialId);
});

test('a client that did not agree to it never offers it, nor takes it', async () => {
  const log = await atMeans(country, PROVIDER);
  expect(log.choice.body).not.toContain(PROVIDER);
  expect(log.page.body).toMatch(/role="alert">[^<]*pieteikties nevar/);
  const agreed = await atMeans(country, PROVIDER, { means: [PROVIDER] });
  expect(agreed.choice.body).toContain('Amatpersonām');
});
