import { expect, test } from 'vitest';
import { composeServer } from '../../../apps/server/compose.ts';
import { TEST_OPERATOR_KEY } from '../../../apps/server/testing/test-server.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addOfficial, findOfficialByKey } from '../index.ts';
import { browserByHand, signInByHand } from '../testing/browser-by-hand.ts';
import { endOwnOfficial } from './add-own-official.ts';
import { approveRole, endRole, prolongRole, proposeRole } from './change-roles.ts';
import { listOwnOfficials } from './list-own-officials.ts';

const OWN = 'm-0099000';
const OTHER = 'vejaines-pramis';
const UNTIL = '2027-03-01';

/** An official of an organisation, as they ask. */
async function official(context: TestContext, organisation: string, roles: OfficialRole[]) {
  const { officialId, keyText } = await addOfficial(context, { name: 'Ilze', organisation, roles });
  const asks = async () => context.as(await findOfficialByKey(context, keyText, new Map()));
  return { id: officialId, asks };
}

async function country() {
  const context = await testContext();
  const fixture = await vejaine(context);
  const first = await official(context, OWN, ['administrator']);
  const second = await official(context, OWN, ['administrator']);
  const clerk = await official(context, OWN, []);
  return { context, fixture, first, second, clerk };
}

const codeOf = async (work: Promise<unknown>) =>
  await work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

test('what touches money, law or identities waits for another administrator; the rest holds at once', async () => {
  const { first, second, clerk } = await country();
  const [one, another] = [await first.asks(), await second.asks()];
  const of = { officialId: clerk.id, until: UNTIL };
  await proposeRole(one, { ...of, role: 'editor' });
  const waiting = await proposeRole(one, { ...of, role: 'reviewer' });
  expect((await clerk.asks()).actor).toMatchObject({ roles: ['editor'] });
  expect(await codeOf(approveRole(one, waiting))).toBe('role-needs-another');
  expect(await codeOf(proposeRole(one, { ...of, role: 'reviewer' }))).toBe('role-held');
  await approveRole(another, waiting);
  expect((await clerk.asks()).actor).toMatchObject({ roles: ['editor', 'reviewer'] });
  expect(await codeOf(approveRole(another, waiting))).toBe('role-unknown');
});

test('nobody gives, approves or prolongs the own role, in the use case and in the database', async () => {
  const { context, first, second } = await country();
  const [one, another] = [await first.asks(), await second.asks()];
  const own = { officialId: first.id, role: 'reviewer', until: UNTIL } as const;
  expect(await codeOf(proposeRole(one, own))).toBe('role-ones-own');
  const proposed = await proposeRole(another, own);
  expect(await codeOf(approveRole(one, proposed))).toBe('role-ones-own');
  const [held] = (await listOwnOfficials(one)).find(({ id }) => id === first.id)?.roles ?? [];
  const longer = { id: held?.id ?? '', until: '2027-03-11' };
  expect(await codeOf(prolongRole(one, longer))).toBe('role-ones-own');
  for (const column of ['proposed_by', 'approved_by', 'reviewed_by']) {
    const change = `update identity.role_assignments set ${column} = official_id where id = $1::uuid`;
    await expect(context.adminDb.query(change, [proposed])).rejects.toThrow(/role_not_ones_own/);
  }
  const alone = `update identity.role_assignments set approved_at = now() where id = $1::uuid`;
  await expect(context.adminDb.query(alone, [proposed])).rejects.toThrow(/role_four_eyes/);
});

test('a role ends on its day by itself, is seen before, and goes on when another says so', async () => {
  const { context, first, second, clerk } = await country();
  const one = await first.asks();
  const id = await proposeRole(one, { officialId: clerk.id, role: 'cashier', until: '2026-04-11' });
  const seen = async () => {
    const asking = await second.asks();
    const officials = await listOwnOfficials(asking);
    return officials.find((own) => own.id === clerk.id)?.roles.at(-1);
  };
  expect(await seen()).toMatchObject({ state: 'held', toReview: true });
  const tooLong = prolongRole(await second.asks(), { id, until: '2027-03-20' });
  expect(await codeOf(tooLong)).toBe('role-period-wrong');
  await prolongRole(await second.asks(), { id, until: '2026-06-30' });
  expect(await seen()).toMatchObject({ state: 'held', toReview: false, validTo: '2026-06-30' });
  context.clock.advance(111 * 86_400_000);
  expect((await clerk.asks()).actor).toMatchObject({ roles: [] });
  expect(await seen()).toMatchObject({ state: 'ended' });
  expect(await codeOf(prolongRole(await second.asks(), { id, until: '2026-12-31' }))).toBe(
    'role-unknown',
  );
});

test('the last administrator stays, also when two end each other at once', async () => {
  const { first, second } = await country();
  const [one, another] = [await first.asks(), await second.asks()];
  const officials = await listOwnOfficials(one);
  const roleOf = (of: string) => officials.find(({ id }) => id === of)?.roles[0]?.id ?? '';
  const ends = [endRole(one, roleOf(second.id)), endRole(another, roleOf(first.id))];
  const outcomes = await Promise.all(ends.map(codeOf));
  expect(outcomes.sort()).toEqual(['done', 'role-last-administrator']);
});

test('of two last administrators who end each other as officials at once, one stays', async () => {
  const { first, second } = await country();
  const [one, another] = [await first.asks(), await second.asks()];
  const ends = [endOwnOfficial(one, second.id), endOwnOfficial(another, first.id)];
  const outcomes = await Promise.all(ends.map(codeOf));
  expect(outcomes.sort()).toEqual(['done', 'official-role-missing']);
});

test('another organisation sees and changes nothing, and nobody but administrators does', async () => {
  const { context, first, clerk } = await country();
  const id = await proposeRole(await first.asks(), {
    ...{ officialId: clerk.id, role: 'reviewer', until: UNTIL },
  });
  const stranger = await (await official(context, OTHER, ['administrator'])).asks();
  const strangers = await listOwnOfficials(stranger);
  expect(strangers.map((one) => one.id)).not.toContain(clerk.id);
  const given = { officialId: clerk.id, role: 'auditor', until: UNTIL } as const;
  expect(await codeOf(proposeRole(stranger, given))).toBe('official-unknown');
  for (const change of [approveRole, endRole]) {
    expect(await codeOf(change(stranger, id))).toBe('role-unknown');
  }
  for (const role of ['editor', 'reviewer', 'accountant', 'auditor'] as const) {
    const asking = await (await official(context, OWN, [role])).asks();
    expect(await codeOf(endRole(asking, id))).toBe('official-role-missing');
    expect(await codeOf(listOwnOfficials(asking))).toBe('official-role-missing');
  }
});

test('a person signs on and acts as the official that they are, as long as they are one', async () => {
  const { context, fixture, second } = await country();
  const person = fixture.residents[0];
  const app = await composeServer({
    ...{ context, operatorKey: TEST_OPERATOR_KEY, simulated: true, web: false },
  });
  const added = await addOfficial(context, {
    ...{ name: 'Anna', organisation: OWN, roles: ['administrator', 'reviewer'] },
    personId: person?.id ?? '',
  });
  const browser = browserByHand(app);
  await signInByHand(app, person?.id ?? '', browser);
  const ask = async (path: string, payload?: object) => {
    const answer = await app.inject({
      ...{ url: path, method: payload ? 'POST' : 'GET', ...(payload ? { payload } : {}) },
      headers: { cookie: browser.cookieHeader('/'), 'sec-fetch-site': 'same-origin' },
    });
    return { status: answer.statusCode, ...(answer.body === '' ? {} : answer.json()) };
  };
  const choose = async () => await ask('/login/v1/profile', { officialId: added.officialId });
  const offered = (await ask('/login/v1/profiles')).officials;
  expect(offered).toMatchObject([
    { officialId: added.officialId, roles: ['administrator', 'reviewer'] },
  ]);
  expect(await choose()).toMatchObject({ code: 'stronger-login-needed', level: 'substantial' });
  await context.adminDb.query(`update identity.sessions set level = 'substantial'`);
  expect(await choose()).toMatchObject({ status: 204 });
  expect(await ask('/login/v1/session')).toMatchObject({
    official: { organisation: { code: OWN }, roles: ['administrator', 'reviewer'] },
  });
  const { officials } = await ask('/official/v1/officials');
  expect(officials.length).toBeGreaterThan(2);
  expect(await ask('/recipient/v1/entitlements')).toMatchObject({ code: 'not-allowed' });
  // They confirm acts as the person that they are; with an access key nobody could.
  const complete = `/official/v1/confirmations/${added.officialId}/complete`;
  expect(await ask(complete, {})).toMatchObject({ code: 'confirmation-unknown' });
  const headers = { authorization: `Bearer ${added.keyText}` };
  const byKey = await app.inject({ method: 'POST', url: complete, payload: {}, headers });
  expect(byKey.json()).toMatchObject({ code: 'not-allowed' });
  const foreign = await ask('/login/v1/profile', { officialId: second.id });
  expect(foreign).toMatchObject({ code: 'profile-unknown' });
  const asking = await second.asks();
  const own = (await listOwnOfficials(asking)).find(({ id }) => id === added.officialId);
  for (const { id } of own?.roles ?? []) await endRole(asking, id);
  expect(await ask('/official/v1/officials')).toMatchObject({ code: 'profile-ended' });
  expect(await ask('/login/v1/profile', { personId: person?.id })).toMatchObject({ status: 204 });
  expect(await ask('/recipient/v1/entitlements')).toMatchObject({ status: 200 });
  await app.close();
});

test('an administrator adds an official by the personal code, once, and ends who left', async () => {
  const { context, fixture, first } = await country();
  const app = await composeServer({
    ...{ context, operatorKey: TEST_OPERATOR_KEY, simulated: true, web: false },
  });
  const { keyText } = await addOfficial(context, {
    ...{ name: 'Ilze', organisation: OWN, roles: ['administrator'] },
  });
  const ask = async (path: string, payload: object) => {
    const headers = { authorization: `Bearer ${keyText}` };
    const answer = await app.inject({ method: 'POST', url: path, headers, payload });
    return { status: answer.statusCode, ...(answer.body === '' ? {} : answer.json()) };
  };
  const personalCode = fixture.residents[0]?.personalCode ?? '';
  const added = await ask('/official/v1/officials', { name: 'Anna', personalCode });
  expect(added.status).toBe(201);
  const again = await ask('/official/v1/officials', { name: 'Anna', personalCode });
  expect(again).toMatchObject({ status: 409, code: 'official-known' });
  const personId = fixture.residents[0]?.id ?? '';
  const twice = addOfficial(context, { name: 'Anna', organisation: OWN, roles: [], personId });
  await expect(twice).rejects.toMatchObject({ code: 'official-known' });
  const nobody = await ask('/official/v1/officials', { name: 'X', personalCode: '320000-99999' });
  expect(nobody.status).toBeGreaterThanOrEqual(400);
  expect(await ask(`/official/v1/officials/${added.id}/end`, {})).toMatchObject({ status: 204 });
  const seen = (await listOwnOfficials(await first.asks())).find(({ id }) => id === added.id);
  expect(seen?.endedAt).not.toBeNull();
  await app.close();
});
