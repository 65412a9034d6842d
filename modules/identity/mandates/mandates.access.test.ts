import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { recordRelations } from '../../persons/index.ts';
import {
  actFor,
  type Country,
  confirmAndGive,
  country,
  give,
  holderOf,
  MANDATES,
  signIn,
} from '../testing/mandate-country.ts';

const NEVER = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const ENTITLEMENTS = '/recipient/v1/entitlements';
const MEANS = '/recipient/v1/means';
const ROUND_MS = 20;

test('who holds a mandate acts for its giver, for what it says and nothing else', async () => {
  const { anna, bruno } = await country();
  expect((await actFor(bruno, anna)).body).toMatchObject({ code: 'profile-unknown' });
  await give(anna, bruno);
  expect((await actFor(bruno, anna)).status).toBe(204);
  const own = await anna.ask(ENTITLEMENTS);
  const seen = await bruno.ask(ENTITLEMENTS);
  expect([seen.status, seen.body]).toEqual([200, own.body]);
  for (const path of [MEANS, '/recipient/v1/transactions', MANDATES]) {
    expect((await bruno.ask(path)).body, path).toMatchObject({ code: 'mandate-not-for-this' });
  }
  expect((await actFor(bruno, bruno)).status).toBe(204);
  expect((await bruno.ask(MEANS)).body.means).toMatchObject([{ id: bruno.meansId }]);
});

test('a mandate that is revoked is refused at once, by giver and by holder', async () => {
  const { anna, bruno, cezars } = await country();
  for (const revoker of [anna, bruno]) {
    const id = await give(anna, bruno);
    await actFor(bruno, anna);
    expect((await bruno.ask(ENTITLEMENTS)).status).toBe(200);
    const stranger = await cezars.ask(`${MANDATES}/${id}/revoke`, {});
    expect(stranger.body).toMatchObject({ status: 404, code: 'mandate-unknown' });
    if (revoker === bruno) await actFor(bruno, bruno);
    expect((await revoker.ask(`${MANDATES}/${id}/revoke`, {})).status).toBe(204);
    if (revoker === bruno) continue;
    expect((await bruno.ask(ENTITLEMENTS)).body).toMatchObject({ code: 'profile-ended' });
    await actFor(bruno, bruno);
  }
  expect((await actFor(bruno, anna)).body).toMatchObject({ code: 'profile-unknown' });
});

test('a mandate holds on its days only', async () => {
  const { context, anna, bruno } = await country();
  await give(anna, bruno, { validFrom: '2026-03-12', validTo: '2026-03-13' });
  expect((await actFor(bruno, anna)).status).toBe(403);
  // 00:30 in Riga, when it is still the eleventh in UTC.
  context.clock.set('2026-03-11T22:30:00Z');
  const again = await signedInAgain(bruno);
  expect((await actFor(again, anna)).status).toBe(204);
  context.clock.set('2026-03-12T22:30:00Z');
  expect((await actFor(await signedInAgain(bruno), anna)).status).toBe(403);

  async function signedInAgain(who: Country['anna']) {
    return { ...who, ask: await signIn(await baseOf(context), who.id) };
  }
});

async function baseOf(context: Country['context']) {
  const { baseUrl, close } = await testServer(context);
  onTestFinished(close);
  return baseUrl;
}

test('a parent acts for a child until the day on which it is 18', async () => {
  const { context, anna, bruno, dace } = await country();
  await context.adminDb.query(
    "update persons.persons set birth_date = '2008-03-12' where id = $1",
    [dace.id],
  );
  await recordRelations(context, {
    ...{ kinds: ['parent'], side: 'person', personIds: [anna.id] },
    relations: [
      {
        ...{ personId: anna.id, relatedId: dace.id, kind: 'parent' },
        ...{ validFrom: '2008-03-12', validTo: null },
      },
    ],
  });
  expect((await actFor(bruno, dace)).status).toBe(403);
  expect((await actFor(anna, dace)).status).toBe(204);
  expect((await anna.ask(MEANS)).body.means).toMatchObject([{ id: dace.meansId }]);
  // From noon to midnight in Riga, a look every quarter of an hour and a new session before eight hours.
  context.clock.set('2026-03-11T21:50:00Z');
  const again = { ...anna, ask: await signIn(anna.baseUrl, anna.id) };
  expect((await actFor(again, dace)).status).toBe(204);
  expect((await again.ask(MEANS)).status).toBe(200);
  context.clock.set('2026-03-11T22:00:00Z');
  expect((await again.ask(MEANS)).body).toMatchObject({ code: 'profile-ended' });
  expect((await actFor(again, dace)).body).toMatchObject({ code: 'profile-unknown' });
});

test('what is passed on is no wider than what is held, ends with it, and goes no further', async () => {
  const { anna, bruno, cezars, dace } = await country();
  const until = { validTo: '2026-04-01' };
  const held = await give(anna, bruno, { ...until, mayPassOn: true });
  const wider: [string, object][] = [
    ['more acts', { acts: ['manage-means'], ...until }],
    ['longer', { validTo: '2026-04-02' }],
    ['without an end', {}],
    ['to be passed on again', { ...until, mayPassOn: true }],
  ];
  for (const [name, more] of wider) {
    const asked = { holder: holderOf(cezars), acts: ['see-reliefs'], passedFromId: held, ...more };
    const { body } = await confirmAndGive(bruno, asked);
    expect(body, name).toMatchObject({ status: 403, code: 'mandate-wider-than-held' });
  }
  const passed = await give(bruno, cezars, { ...until, passedFromId: held });
  expect((await bruno.ask(MANDATES)).body.given).toMatchObject([{ id: passed, giver: anna.name }]);
  expect((await actFor(cezars, anna)).status).toBe(204);
  const further = { holder: holderOf(dace), acts: ['see-reliefs'], passedFromId: passed, ...until };
  await actFor(cezars, cezars);
  expect((await confirmAndGive(cezars, further)).body).toMatchObject({
    code: 'mandate-wider-than-held',
  });
  await actFor(cezars, anna);
  await anna.ask(`${MANDATES}/${held}/revoke`, {});
  expect((await cezars.ask(ENTITLEMENTS)).body).toMatchObject({ code: 'profile-ended' });
});

test('both see the mandate by name, and what was done under it', async () => {
  const { context, anna, bruno } = await country();
  const id = await give(anna, bruno, { acts: ['see-reliefs', 'manage-means'] });
  await actFor(bruno, anna);
  await bruno.ask(ENTITLEMENTS);
  await bruno.ask(ENTITLEMENTS);
  context.clock.advance(1_000);
  await bruno.ask(`${MEANS}/${anna.meansId}/block`, {});
  const { given, held } = (await anna.ask(MANDATES)).body;
  expect(given).toMatchObject([{ id, holder: bruno.name, giver: anna.name, holdsNow: true }]);
  expect(held).toEqual([]);
  const { acts } = (await anna.ask(`${MANDATES}/${id}/acts`)).body;
  const names = acts.map(({ act }: { act: string }) => act);
  expect(names.sort()).toEqual([
    'identity.choose-profile',
    'identity.manage-means',
    'identity.see-reliefs',
    'means.block',
  ]);
  const audited = await context.db.query(
    "select actor_id, subject_person_id from audit.records where act = 'means.block'",
  );
  expect(audited).toEqual([{ actor_id: bruno.id, subject_person_id: anna.id }]);
});

test('codes of persons cannot be tried out, and nothing is given to oneself', async () => {
  const { anna, bruno } = await country();
  const { personalCode } = bruno;
  const wrong = [
    { personalCode, name: anna.name },
    { personalCode: anna.personalCode, name: anna.name },
    { personalCode: '32000000017', name: bruno.name },
  ];
  for (const holder of wrong) {
    const { body } = await confirmAndGive(anna, { holder, acts: ['see-reliefs'] });
    expect(['mandate-holder-unknown', 'personal-code-malformed']).toContain(body.code);
  }
  const folded = { personalCode, name: bruno.name.toUpperCase() };
  expect((await confirmAndGive(anna, { holder: folded, acts: ['see-reliefs'] })).status).toBe(201);
});

test.each([
  ['before today', { validFrom: '2026-03-10' }],
  ['ended before it began', { validFrom: '2026-03-12', validTo: '2026-03-12' }],
])('a mandate from %s is refused', async (_name, days) => {
  const { anna, bruno } = await country();
  const asked = { holder: holderOf(bruno), acts: ['see-reliefs'], ...days };
  expect((await confirmAndGive(anna, asked)).body).toMatchObject({ code: 'mandate-period-wrong' });
});

test('what one neither gave nor holds is unknown', async () => {
  const { anna, bruno, cezars } = await country();
  const id = await give(anna, bruno);
  for (const path of [`${id}/acts`, `${NEVER}/acts`]) {
    expect((await cezars.ask(`${MANDATES}/${path}`)).body).toMatchObject({
      code: 'mandate-unknown',
    });
  }
  expect((await cezars.ask(MANDATES)).body).toEqual({ given: [], held: [], next: null });
});

test('passing on and revoking at once leave nothing that holds', async () => {
  const { context, anna, bruno, cezars } = await country();
  const passedOn: number[] = [];
  for (let round = 0; round < 6; round++) {
    context.clock.advance(5 * 60_000);
    const held = await give(anna, bruno, { mayPassOn: true });
    const asked = { holder: holderOf(cezars), acts: ['see-reliefs'], passedFromId: held };
    const { body: begun } = await bruno.ask(`${MANDATES}/confirmation`, asked);
    await bruno.ask(`/recipient/v1/confirmations/${begun.id}/complete`, {});
    const pass = () => bruno.ask(MANDATES, { ...asked, confirmationId: begun.id });
    const revoke = () => anna.ask(`${MANDATES}/${held}/revoke`, {});
    // From at once to long after: both orders occur, and some in the middle.
    const [first] = await Promise.all([pass(), sleep(round * ROUND_MS).then(revoke)]);
    passedOn.push(first.status);
  }
  expect(passedOn).toContain(201);
  expect(
    await context.db.query('select id from identity.mandates where revoked_at is null'),
  ).toEqual([]);
});

test('all mandates are seen page by page, also what was done under the first of them', async () => {
  const { context, anna, bruno, cezars } = await country();
  const first = await give(anna, bruno);
  await actFor(bruno, anna);
  await bruno.ask(ENTITLEMENTS);
  await actFor(bruno, bruno);
  const ids = Array.from({ length: 501 }, () => context.ids.next());
  await context.adminDb.query(
    `insert into identity.mandates (id, giver_id, holder_id, acts, valid_from, may_pass_on, given_at)
     select id, $2::uuid, $3::uuid, array[id::text], '2026-01-01', false, now()
     from unnest($1::uuid[]) as one (id)`,
    [ids, anna.id, cezars.id],
  );
  await context.adminDb.query("update identity.mandates set acts = array['see-reliefs']");
  const seen: string[] = [];
  let path = `${MANDATES}?limit=100`;
  for (let page = 0; page < 6; page++) {
    const { given, next } = (await anna.ask(path)).body;
    seen.push(...given.map(({ id }: { id: string }) => id));
    expect(next === null).toBe(page === 5);
    path = `${MANDATES}?limit=100&before=${next}`;
  }
  expect(seen).toEqual([...ids.toReversed(), first]);
  const { acts } = (await anna.ask(`${MANDATES}/${first}/acts`)).body;
  expect(acts).toContainEqual({ act: 'identity.see-reliefs', at: expect.any(String) });
  expect((await cezars.ask(`${MANDATES}/${first}/acts`)).status).toBe(404);
});
