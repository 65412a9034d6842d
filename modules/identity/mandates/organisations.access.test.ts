import { expect, test } from 'vitest';
import {
  actFor,
  type Country,
  confirmAndGive,
  country,
  give,
  holderOf,
  MANDATES,
} from '../testing/mandate-country.ts';
import { FERRY, representFerry } from '../testing/represented-ferry.ts';

const ENTITLEMENTS = '/recipient/v1/entitlements';
const OF_FERRY = '/organisation/v1/mandates';

async function organisationsOf({ ask }: Country['anna']) {
  return (await ask('/login/v1/profiles')).body.organisations;
}

async function actForFerry({ ask }: Country['anna'], organisationId: string) {
  return await ask('/login/v1/profile', { organisationId });
}

test('who represents an organisation alone acts for it, who does so jointly sees it, others do not', async () => {
  const { context, anna, bruno, cezars } = await country();
  const id = await representFerry(context, { alone: [anna], jointly: [bruno] });
  const ferry = { organisationId: id, ...FERRY, chosen: false };
  const acts = ['see-mandates', 'use-services', 'give-mandates'];
  expect(await organisationsOf(anna)).toEqual([{ ...ferry, by: 'alone', acts }]);
  expect(await organisationsOf(bruno)).toEqual([{ ...ferry, by: 'jointly', acts: [] }]);
  expect(await organisationsOf(cezars)).toEqual([]);
  expect((await actForFerry(bruno, id)).body).toMatchObject({
    ...{ status: 403, code: 'organisation-jointly-represented' },
  });
  expect((await actForFerry(cezars, id)).body).toMatchObject({ code: 'profile-unknown' });
  expect((await actForFerry(anna, id)).status).toBe(204);
  expect(await organisationsOf(anna)).toMatchObject([{ chosen: true }]);
  const { body } = await anna.ask('/login/v1/session');
  expect(body).toMatchObject({ personId: anna.id, organisation: FERRY.name, actingFor: null });
  expect((await anna.ask(OF_FERRY)).body).toEqual({ given: [], held: [], next: null });
  // Nothing of the own matters is open meanwhile.
  for (const path of [ENTITLEMENTS, MANDATES]) {
    expect((await anna.ask(path)).body, path).toMatchObject({ code: 'not-allowed' });
  }
  expect((await actFor(anna, anna)).status).toBe(204);
  expect((await anna.ask(ENTITLEMENTS)).status).toBe(200);
  expect((await anna.ask(OF_FERRY)).body).toMatchObject({ code: 'not-allowed' });
});

test('what was chosen ends with the right of representation, on its day and by the register', async () => {
  const { context, anna, bruno } = await country();
  const id = await representFerry(context, { alone: [anna], until: '2026-03-12' });
  await actForFerry(anna, id);
  expect((await anna.ask(OF_FERRY)).status).toBe(200);
  await representFerry(context, { alone: [bruno] });
  expect((await anna.ask(OF_FERRY)).body).toMatchObject({ code: 'profile-ended' });
  await representFerry(context, { jointly: [anna] });
  expect((await anna.ask(OF_FERRY)).body).toMatchObject({ code: 'profile-ended' });
  await representFerry(context, { alone: [anna], until: '2026-03-11' });
  expect((await anna.ask(OF_FERRY)).body).toMatchObject({ code: 'profile-ended' });
  expect(await organisationsOf(anna)).toEqual([]);
});

test('a mandate in the name of an organisation is for what it says, seen by its board and revoked at once', async () => {
  const { context, anna, bruno, cezars } = await country();
  const ferryId = await representFerry(context, { alone: [anna] });
  await actForFerry(anna, ferryId);
  const id = await give(anna, bruno, { acts: ['see-mandates'] }, 'organisation');
  expect(await organisationsOf(bruno)).toMatchObject([{ by: 'mandate', acts: ['see-mandates'] }]);
  const { body: own } = await bruno.ask(MANDATES);
  expect(own.held).toMatchObject([{ id, giver: null, organisation: FERRY.name, holdsNow: true }]);
  expect((await actForFerry(bruno, ferryId)).status).toBe(204);
  expect((await bruno.ask(OF_FERRY)).body.given).toMatchObject([{ id, holder: bruno.name }]);
  const more = { holder: holderOf(cezars), acts: ['see-mandates'] };
  for (const path of [`${OF_FERRY}/confirmation`, `${OF_FERRY}/${id}/revoke`]) {
    const { body } = await bruno.ask(path, more);
    expect(body, path).toMatchObject({ code: 'mandate-not-for-this' });
  }
  const { acts } = (await anna.ask(`${OF_FERRY}/${id}/acts`)).body;
  const names = acts.map(({ act }: { act: string }) => act).sort();
  expect(names).toEqual(['identity.choose-profile', 'identity.see-mandates']);
  expect((await anna.ask(`${OF_FERRY}/${id}/revoke`, {})).status).toBe(204);
  expect((await bruno.ask(OF_FERRY)).body).toMatchObject({ code: 'profile-ended' });
  const audited = await context.db.query(
    `select act, actor_kind, actor_id, subject_person_id, content::jsonb ->> 'capacity' as capacity
     from audit.records where organisation_id = $1::uuid and act like 'identity.%-mandate' order by id`,
    [ferryId],
  );
  const by = { actor_kind: 'representative', actor_id: anna.id, subject_person_id: null };
  expect(audited).toEqual([
    { act: 'identity.give-mandate', ...by, capacity: 'organisation' },
    { act: 'identity.revoke-mandate', ...by, capacity: 'organisation' },
  ]);
});

test('persons and organisations each give what is theirs, and nothing is confirmed for the other', async () => {
  const { context, anna, bruno } = await country();
  const ferryId = await representFerry(context, { alone: [anna] });
  const holder = holderOf(bruno);
  const unfit = { status: 400, code: 'mandate-act-unfit' };
  const own = await confirmAndGive(anna, { holder, acts: ['see-mandates'] });
  expect(own.body).toMatchObject(unfit);
  const wanted = { holder, acts: ['use-services'] };
  const { body: begun } = await anna.ask(`${MANDATES}/confirmation`, wanted);
  await anna.ask(`/recipient/v1/confirmations/${begun.id}/complete`, {});
  await actForFerry(anna, ferryId);
  const other = await anna.ask(OF_FERRY, { ...wanted, confirmationId: begun.id });
  expect(other.body).toMatchObject({ code: 'confirmation-differs' });
  const reliefs = await confirmAndGive(anna, { holder, acts: ['see-reliefs'] }, 'organisation');
  expect(reliefs.body).toMatchObject(unfit);
  const toOneself = { holder: holderOf(anna), acts: ['use-services'] };
  const { body } = await confirmAndGive(anna, toOneself, 'organisation');
  expect(body).toMatchObject({ code: 'mandate-holder-unknown' });
});

test('a mandate of an organisation is passed on as others are, and ends when nobody represents it', async () => {
  const { context, anna, bruno, cezars, dace } = await country();
  const ferryId = await representFerry(context, { alone: [anna] });
  await actForFerry(anna, ferryId);
  const acts = ['use-services'];
  const held = await give(anna, bruno, { acts, mayPassOn: true }, 'organisation');
  const asked = { holder: holderOf(cezars), acts, passedFromId: held };
  const wider = await confirmAndGive(bruno, { ...asked, acts: [...acts, 'see-mandates'] });
  expect(wider.body).toMatchObject({ code: 'mandate-wider-than-held' });
  expect((await confirmAndGive(bruno, asked)).status).toBe(201);
  // Nobody passes on in the name of the organisation what somebody else holds.
  const stolen = { ...asked, holder: holderOf(dace) };
  expect((await confirmAndGive(anna, stolen, 'organisation')).body).toMatchObject({
    code: 'mandate-unknown',
  });
  expect((await actForFerry(cezars, ferryId)).status).toBe(204);
  expect((await cezars.ask(OF_FERRY)).body).toMatchObject({ code: 'mandate-not-for-this' });
  // A board that only acts together still stands behind what was given.
  await representFerry(context, { jointly: [anna, dace] });
  expect(await organisationsOf(cezars)).toMatchObject([{ by: 'mandate', acts, chosen: true }]);
  await representFerry(context, {});
  expect(await organisationsOf(cezars)).toEqual([]);
  expect((await cezars.ask(OF_FERRY)).body).toMatchObject({ code: 'profile-ended' });
});

test('mandates of another organisation, and of persons, are neither seen nor revoked in its name', async () => {
  const { context, anna, bruno, cezars } = await country();
  const ferryId = await representFerry(context, { alone: [anna] });
  const own = await give(cezars, bruno);
  const [other] = await context.adminDb.query<{ id: string }>(
    'select id from persons.organisations where id <> $1::uuid limit 1',
    [ferryId],
  );
  const foreign = context.ids.next();
  await context.adminDb.query(
    `insert into identity.mandates (id, giver_organisation_id, holder_id, acts, valid_from, may_pass_on,
       given_at)
     values ($1::uuid, $2::uuid, $3::uuid, array['see-mandates'], '2026-01-01', false, now())`,
    [foreign, other?.id, bruno.id],
  );
  await actForFerry(anna, ferryId);
  expect((await anna.ask(OF_FERRY)).body).toEqual({ given: [], held: [], next: null });
  for (const id of [own, foreign]) {
    expect((await anna.ask(`${OF_FERRY}/${id}/acts`)).body).toMatchObject({ status: 404 });
    expect((await anna.ask(`${OF_FERRY}/${id}/revoke`, {})).body).toMatchObject({ status: 404 });
  }
});
