import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { addOfficial } from '../../identity/index.ts';
import { remindOfEnds } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { givePermission } from '../testing/give-permission.ts';
import { newSystem } from '../testing/systems.ts';

const context = await exchangeContext();
const changes = Array.from({ length: 6 }, (_, index) => ({
  upsert: licence({ number: `L-${index}` }),
}));
await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
const ferry = (await newSystem(context, 'vejaines-pramis', 'ferry')).keyText;
const officialOf = async (organisation: string) =>
  (await addOfficial(context, { name: organisation, organisation, roles: ['reviewer'] })).keyText;
const asker = await officialOf('vejaines-pramis');
const source = await officialOf('m-0099000');
const server = await testServer(context);
afterAll(() => server.close());

const RECORDS = '/exchange/v1/data-sets/vejaine-licences/1';
const KEYS = { keys: [{ personCode: '32000000001', number: 'L-1' }] };

async function ask(
  key: string,
  path: string,
  { body, permission = '' }: { body?: unknown; permission?: string } = {},
) {
  const response = await fetch(`${server.baseUrl}${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(permission && { 'x-koplieta-permission': permission }),
    },
  });
  const text = await response.text();
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, json: text ? JSON.parse(text) : undefined, retryAfter };
}

test('of many calls at once exactly as many are answered as the quota has, and uses left say so', async () => {
  const { number: permission } = await givePermission(context, { quota: 10 });
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => ask(ferry, `${RECORDS}/by-key`, { body: KEYS, permission })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(new Set(refused.map(({ json }) => json.code))).toEqual(new Set(['permission-used-up']));
  const mine = await ask(ferry, '/exchange/v1/permissions/mine');
  expect(mine.json.permissions[0]).toMatchObject({ number: permission, used: 10, left: 0 });
});

test('a rate refuses until the minute is over, and says so as a limit of calls', async () => {
  const { number: permission } = await givePermission(context, { ratePerMinute: 2 });
  const use = async () => await ask(ferry, `${RECORDS}/by-key`, { body: KEYS, permission });
  for (const status of [200, 200, 429]) expect((await use()).status).toBe(status);
  context.clock.advance(15_000);
  expect(await use()).toMatchObject({ status: 429, retryAfter: '45' });
  context.clock.advance(45_000);
  expect((await use()).status).toBe(200);
});

test('a quota of a day refuses until midnight, and says when that is', async () => {
  context.clock.set('2026-03-11T21:58:30Z');
  const terms = { quota: 1, quotaPeriod: 'day' as const };
  const { number: permission } = await givePermission(context, terms);
  const use = async () => await ask(ferry, `${RECORDS}/by-key`, { body: KEYS, permission });
  expect((await use()).status).toBe(200);
  const renewsAt = '2026-03-11T22:00:00.000Z';
  expect(await use()).toMatchObject({
    ...{ status: 429, retryAfter: '90', json: { code: 'permission-used-up-for-now', renewsAt } },
  });
  const mine = await ask(ferry, '/exchange/v1/permissions/mine');
  expect(mine.json.permissions[0]).toMatchObject({ ...terms, left: 0, renewsAt });
  context.clock.set(renewsAt);
  expect((await use()).status).toBe(200);
});

test('a permission that expires between two pages is refused, and reads on once it is prolonged', async () => {
  const { number: permission } = await givePermission(context, { validUntil: '2026-03-12' });
  const page = async (after: number) =>
    await ask(ferry, `${RECORDS}/changes?after=${after}&limit=2`, { permission });
  const first = await page(0);
  expect(first.json.changes).toHaveLength(2);
  context.clock.set('2026-03-13T10:00:00Z');
  expect(await page(first.json.next)).toMatchObject({
    status: 403,
    json: { code: 'permission-not-in-force', state: 'expired' },
  });
  const longer = { body: { validUntil: '2026-04-30' } };
  const address = `/official/v1/permissions/${permission}/prolong`;
  expect((await ask(asker, address, longer)).json).toMatchObject({
    ...{ state: 'expired', proposed: { validUntil: '2026-04-30' } },
  });
  expect((await ask(source, address, longer)).json).toMatchObject({
    ...{ state: 'granted', proposed: null, validUntil: '2026-04-30' },
  });
  const rest = await page(first.json.next);
  expect(rest.json.changes.map(({ position }: { position: number }) => position)).toEqual([3, 4]);
});

test('both sides are reminded before an end, once, and anew before the next', async () => {
  const { number } = await givePermission(context, { validUntil: '2026-04-05' });
  const reminders = async (key: string) => {
    const { json } = await ask(key, '/official/v1/permissions/notices');
    return json.notices.flatMap(
      (notice: { permission: string; kind: string; content: { validUntil: string } }) =>
        notice.permission === number && notice.kind === 'ends-soon'
          ? notice.content.validUntil
          : [],
    );
  };
  for (const _ of [1, 2]) await remindOfEnds(context);
  for (const key of [asker, source]) expect(await reminders(key)).toEqual(['2026-04-05']);
  const longer = { body: { validUntil: '2026-04-10' } };
  for (const key of [asker, source]) {
    await ask(key, `/official/v1/permissions/${number}/prolong`, longer);
  }
  await remindOfEnds(context);
  for (const key of [asker, source]) {
    expect(await reminders(key)).toEqual(['2026-04-10', '2026-04-05']);
  }
});

test('what was suspended when its days ended is resumed, and then prolonged', async () => {
  const { number } = await givePermission(context, { validUntil: '2026-03-31' });
  const address = `/official/v1/permissions/${number}`;
  const reason = { body: { reason: 'Pārbaude' } };
  const longer = { body: { validUntil: '2026-12-31' } };
  await ask(source, `${address}/suspend`, reason);
  context.clock.set('2026-04-01T10:00:00Z');
  expect((await ask(source, address)).json).toMatchObject({ state: 'suspended' });
  expect(await ask(source, `${address}/prolong`, longer)).toMatchObject({
    ...{ status: 409, json: { code: 'permission-state-wrong', state: 'suspended' } },
  });
  expect((await ask(source, `${address}/resume`, reason)).json.state).toBe('expired');
  for (const key of [asker, source]) await ask(key, `${address}/prolong`, longer);
  expect((await ask(source, address)).json).toMatchObject({ state: 'granted' });
});
