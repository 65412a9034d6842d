import { expect, test } from 'vitest';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { findRecords } from '../reading/find-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { type GivenPermission, givePermission, officialOf } from '../testing/give-permission.ts';
import { makeStatement } from '../uses/make-statement.ts';
import { getPermission } from './change-permission.ts';
import { listNotices } from './list-permissions.ts';
import { prolongPermission } from './prolong-permission.ts';
import { remindOfEnds } from './remind-of-ends.ts';
import { showPermission } from './show-permission.ts';

const KEYS = [{ personCode: '320000-00001', number: 'L-1' }];
const DAILY = { quota: 10, quotaPeriod: 'day' as const };

const context = await exchangeContext();
await acceptRecords(context, LICENCES, { changes: [{ upsert: licence() }], allOrNothing: true });

async function use(reader: Context, number: string): Promise<string> {
  try {
    await findRecords(reader, { ...LICENCES, permission: number }, KEYS);
    return 'used';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** By servers whose clocks stand at some instants, each with a pool and batches of its own. */
async function useAtOnce(
  { reader, number }: GivenPermission,
  times: number,
  instants: readonly string[],
): Promise<string[][]> {
  const servers = instants.map((at) => ({
    db: openDatabase({ ...context.access.application, max: 4 }),
    clock: { ...context.clock, now: () => new Date(at) },
  }));
  try {
    return await Promise.all(
      servers.map(({ db, clock }) =>
        Promise.all(Array.from({ length: times }, () => use({ ...reader, db, clock }, number))),
      ),
    );
  } finally {
    await Promise.all(servers.map(({ db }) => db.end()));
  }
}

const usedIn = (outcomes: readonly string[]) => outcomes.filter((one) => one === 'used').length;

async function usedByDay({ number }: GivenPermission): Promise<Record<string, number>> {
  const rows = await context.adminDb.query<{ used_at: Date }>(
    `select used_at from exchange.uses join exchange.permissions permission
       on permission.id = permission_id where permission.number = $1`,
    [number],
  );
  const days = Object.groupBy(rows, (row) => rigaDay(row.used_at));
  return Object.fromEntries(Object.entries(days).map(([day, of]) => [day, of?.length ?? 0]));
}

async function shown(asking: TestContext, { number }: GivenPermission) {
  return showPermission(asking, (await getPermission(asking, number)).permission);
}

test('a quota of a day begins anew at midnight in Riga, and tells what is left and until when', async () => {
  context.clock.set('2026-03-28T21:59:00Z');
  const given = await givePermission(context, { quota: 2, quotaPeriod: 'day' });
  const read = () => use(given.reader, given.number);
  for (const outcome of ['used', 'used', 'permission-used-up-for-now']) {
    expect(await read()).toBe(outcome);
  }
  expect(await shown(context, given)).toMatchObject({
    ...{ quota: 2, quotaPeriod: 'day', used: 2, left: 0, renewsAt: '2026-03-28T22:00:00.000Z' },
  });
  // The day in which the clock is put forward: it has 23 hours.
  context.clock.set('2026-03-28T22:00:00Z');
  expect(await shown(context, given)).toMatchObject({ used: 2, left: 2 });
  expect(await read()).toBe('used');
  context.clock.set('2026-03-29T20:59:59Z');
  expect([await read(), await read()]).toEqual(['used', 'permission-used-up-for-now']);
  context.clock.set('2026-03-29T21:00:00Z');
  expect(await read()).toBe('used');
  expect(await shown(context, given)).toMatchObject({
    ...{ used: 5, left: 1, renewsAt: '2026-03-30T21:00:00.000Z' },
  });
});

test('a quota of a month holds through its days, and the day of 25 hours is one', async () => {
  context.clock.set('2026-10-24T21:00:00Z');
  const monthly = await givePermission(context, { quota: 3, quotaPeriod: 'month' });
  const daily = await givePermission(context, { quota: 1, quotaPeriod: 'day' });
  const both = async () => [
    await use(monthly.reader, monthly.number),
    await use(daily.reader, daily.number),
  ];
  expect(await both()).toEqual(['used', 'used']);
  context.clock.set('2026-10-25T21:59:59Z');
  expect(await both()).toEqual(['used', 'permission-used-up-for-now']);
  context.clock.set('2026-10-25T22:00:00Z');
  expect(await both()).toEqual(['used', 'used']);
  context.clock.set('2026-10-31T21:59:59Z');
  expect(await both()).toEqual(['permission-used-up-for-now', 'used']);
  context.clock.set('2026-10-31T22:00:00Z');
  expect(await both()).toEqual(['used', 'used']);
});

test('in the last period nothing is said of a next one', async () => {
  context.clock.set('2026-12-31T10:00:00Z');
  const given = await givePermission(context, { quota: 1, quotaPeriod: 'day' });
  const read = () => use(given.reader, given.number);
  expect([await read(), await read()]).toEqual(['used', 'permission-used-up']);
  expect(await shown(context, given)).toMatchObject({ left: 0, renewsAt: null });
});

test('over a midnight that some servers have not reached each day has its quota exactly', async () => {
  context.clock.set('2026-04-10T12:00:00Z');
  const given = await givePermission(context, DAILY);
  const [before, after] = ['2026-04-10T20:59:59Z', '2026-04-10T21:00:00Z'];
  const outcomes = await useAtOnce(given, 15, [before, after, before, after]);
  expect(outcomes.map((one) => one.length)).toEqual([15, 15, 15, 15]);
  expect(usedIn(outcomes.flat())).toBe(20);
  expect(await usedByDay(given)).toEqual({ '2026-04-10': 10, '2026-04-11': 10 });
  context.clock.set('2026-04-11T12:00:00Z');
  expect(await shown(context, given)).toMatchObject({ used: 20, left: 0 });
});

test('a clock that is days ahead does not let others have more than their quota', async () => {
  context.clock.set('2026-05-10T12:00:00Z');
  const given = await givePermission(context, DAILY);
  const at = async (instants: readonly string[]) =>
    (await useAtOnce(given, 12, instants)).map((one) => usedIn(one));
  expect(await at(['2026-05-10T12:00:00Z'])).toEqual([10]);
  expect(await at(['2026-05-14T12:00:00Z'])).toEqual([10]);
  expect(await at(['2026-05-10T13:00:00Z', '2026-05-14T13:00:00Z'])).toEqual([0, 0]);
  expect(await at(['2026-05-11T12:00:00Z'])).toEqual([10]);
  // Of what is older than two periods nothing is known, so nothing is given.
  expect(await at(['2026-05-10T14:00:00Z', '2026-05-11T14:00:00Z'])).toEqual([0, 0]);
  expect(await at(['2026-05-15T12:00:00Z'])).toEqual([10]);
});

test('more uses of a day are given in the middle of it, and hold for the next ones too', async () => {
  context.clock.set('2026-06-10T12:00:00Z');
  const given = await givePermission(context, DAILY);
  const source = await officialOf(context, 'm-0099000');
  const now = () => context.clock.now().toISOString();
  const used = async (times: number) => usedIn((await useAtOnce(given, times, [now()])).flat());
  const change = async (quota: number) => {
    const asked = { number: given.number, validUntil: '2026-12-31', quota };
    await prolongPermission(given.reader, asked);
    return await prolongPermission(source, asked);
  };
  expect(await used(7)).toBe(7);
  await change(33);
  expect(await used(30)).toBe(26);
  context.clock.set('2026-06-11T12:00:00Z');
  expect(await used(40)).toBe(33);
  await expect(change(32)).rejects.toMatchObject({ code: 'permission-terms-wrong' });
  context.clock.set('2026-06-12T12:00:00Z');
  expect(await used(3)).toBe(3);
  await change(5);
  expect(await used(9)).toBe(2);
  context.clock.set('2026-06-13T12:00:00Z');
  expect(await used(9)).toBe(5);
  expect(await shown(context, given)).toMatchObject({ used: 7 + 26 + 33 + 5 + 5, left: 0 });
});

test('a rate holds within each day of a quota, and a quota that is in all is left as it was', async () => {
  context.clock.set('2026-07-10T20:59:30Z');
  const given = await givePermission(context, { ...DAILY, ratePerMinute: 4 });
  const outcomes = async () =>
    (await useAtOnce(given, 6, [context.clock.now().toISOString()])).flat();
  const said = async () => Object.groupBy(await outcomes(), (one) => one);
  expect(await said()).toMatchObject({
    used: { length: 4 },
    'permission-too-often': { length: 2 },
  });
  context.clock.set('2026-07-10T21:00:00Z');
  expect(await said()).toMatchObject({
    used: { length: 4 },
    'permission-too-often': { length: 2 },
  });
  const whole = await givePermission(context, { quota: 2 });
  const read = () => use(whole.reader, whole.number);
  expect([await read(), await read()]).toEqual(['used', 'used']);
  context.clock.set('2026-08-10T21:00:00Z');
  expect(await read()).toBe('permission-used-up');
  expect(await shown(context, whole)).toMatchObject({
    quotaPeriod: 'all',
    left: 0,
    renewsAt: null,
  });
});

test('both sides are reminded once that a quota nears its end: of a daily one once in a month', async () => {
  context.clock.set('2026-09-10T12:00:00Z');
  const all = await givePermission(context, { quota: 20 });
  const daily = await givePermission(context, { ...DAILY });
  const useUp = async (given: GivenPermission, times: number) => {
    for (let time = 0; time < times; time++) await use(given.reader, given.number);
    for (const _ of [1, 2]) await remindOfEnds(context);
  };
  const reminders = async ({ number }: GivenPermission) => {
    const source = await officialOf(context, 'm-0099000');
    const notices = await listNotices(source, { limit: 200 });
    return notices
      .filter((one) => one.number === number && one.kind === 'quota-low')
      .map(({ content }) => content);
  };
  await useUp(all, 17);
  expect(await reminders(all)).toEqual([]);
  await useUp(all, 1);
  const told = { quota: 20, quotaPeriod: 'all', left: 2, month: null };
  expect(await reminders(all)).toEqual([told]);
  await useUp(daily, 10);
  context.clock.set('2026-09-11T12:00:00Z');
  await useUp(daily, 10);
  const inMonth = (month: string) => ({ quota: 10, quotaPeriod: 'day', left: 0, month });
  expect(await reminders(daily)).toEqual([inMonth('2026-09')]);
  context.clock.set('2026-10-02T12:00:00Z');
  await useUp(daily, 10);
  expect(await reminders(daily)).toEqual([inMonth('2026-10'), inMonth('2026-09')]);
  const [line] = (
    await makeStatement(daily.reader, { month: '2026-09', as: 'holder', limit: 100 })
  ).lines.filter(({ permission }) => permission === daily.number);
  expect(line).toMatchObject({ uses: 20, quota: 10, quotaPeriod: 'day', mostInDay: 10 });
});
