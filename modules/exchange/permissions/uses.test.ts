import { expect, test } from 'vitest';
import { makeAuditRecord } from '../../../platform/audit/index.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { getServedVersion } from '../data-sets/get-version.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { findRecords } from '../reading/find-records.ts';
import { readChanges, streamChanges } from '../reading/read-changes.ts';
import { streamRecords } from '../reading/stream-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { type GivenPermission, givePermission, officialOf } from '../testing/give-permission.ts';
import { getPermission } from './change-permission.ts';
import { stepPermission } from './decide-permission.ts';
import { prolongPermission } from './prolong-permission.ts';
import { type Note, noteUses } from './sql/note-uses.ts';

const KEY = { personCode: '320000-00001', number: 'L-1' };

async function contextWithRecord(): Promise<TestContext> {
  const context = await exchangeContext();
  const changes = [{ upsert: licence() }];
  await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  return context;
}

async function use({ reader, number }: GivenPermission): Promise<string> {
  try {
    const {
      found: [found],
    } = await findRecords(reader, { ...LICENCES, permission: number }, [KEY]);
    return found?.length === 1 ? 'used' : 'empty';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function useAtOnce(given: GivenPermission, times: number): Promise<Record<string, number>> {
  const outcomes = await Promise.all(Array.from({ length: times }, () => use(given)));
  const counts = Object.groupBy(outcomes, (outcome) => outcome);
  return Object.fromEntries(Object.entries(counts).map(([name, of]) => [name, of?.length ?? 0]));
}

async function used(context: TestContext, { number }: GivenPermission): Promise<number> {
  return (await getPermission(context, number)).permission.used;
}

test('of many who use it at once on several servers, exactly as many as the quota do', async () => {
  const context = await contextWithRecord();
  // Each server notes uses in batches of its own.
  const servers = Array.from({ length: 4 }, () =>
    openDatabase({ ...context.access.application, max: 4 }),
  );
  try {
    for (const quota of [1, 7, 40]) {
      const given = await givePermission(context, { quota });
      const counts = await Promise.all(
        servers.map((db) => useAtOnce({ ...given, reader: { ...given.reader, db } }, 15)),
      );
      const sum = (name: string) => counts.reduce((total, of) => total + (of[name] ?? 0), 0);
      expect([sum('used'), sum('permission-used-up')]).toEqual([quota, 60 - quota]);
      expect(await used(context, given)).toBe(quota);
    }
  } finally {
    await Promise.all(servers.map((server) => server.end()));
  }
});

test('batches that meet in the slots of their permissions do not deadlock', async () => {
  const context = await contextWithRecord();
  for (let count = 0; count < 2; count++) await givePermission(context, { ratePerMinute: 32 });
  const found = await context.adminDb.query<{ id: string }>('select id from exchange.permissions');
  const { id: versionId } = await getServedVersion(context, LICENCES);
  const batch = (): Note[] =>
    found.flatMap(({ id: permissionId }) =>
      Array.from({ length: 64 }, () => ({
        use: {
          ...{ id: context.ids.next(), usedAt: context.clock.now(), versionId, revision: 1 },
          ...{ permissionId, organisationId: null, actorKind: 'operator', actorId: null },
          ...{ how: 'keys', records: 1, allPersons: false, priceCents: 0, period: null },
        },
        personHashes: [],
        audit: makeAuditRecord(context, { act: 'exchange.read-records', content: {} }),
      })),
    );
  for (let round = 0; round < 20; round++) {
    const batches = await Promise.all([1, 2].map(() => noteUses(context.db, batch())));
    const counts = Object.groupBy(batches.flat(), (outcome) => outcome);
    expect([counts.taken?.length, counts.rate?.length]).toEqual([64, 192]);
    context.clock.advance(60_000);
  }
});

test('a rate holds for each minute, whoever uses it at once', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, { quota: 30, ratePerMinute: 12 });
  for (const usedThen of [12, 24]) {
    expect(await useAtOnce(given, 20)).toEqual({ used: 12, 'permission-too-often': 8 });
    expect(await used(context, given)).toBe(usedThen);
    context.clock.advance(60_000);
  }
  expect(await useAtOnce(given, 20)).toMatchObject({ used: 6 });
  expect(await used(context, given)).toBe(30);
});

test('what is refused uses nothing', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, { quota: 1 });
  const name = { ...LICENCES, permission: given.number };
  await expect(findRecords(given.reader, name, [{ number: 7 }])).rejects.toMatchObject({
    code: 'record-keys-wrong',
  });
  expect(await used(context, given)).toBe(0);
  expect(await use(given)).toBe('used');
  for (const way of [
    () => readChanges(given.reader, name, { after: 0, limit: 1 }),
    () => streamChanges(given.reader, name, 0),
    async () => (await streamRecords(given.reader, name, 'ndjson')).begin(),
  ]) {
    await expect(way()).rejects.toMatchObject({ code: 'permission-used-up' });
  }
});

test('that nothing has changed is an answer, and uses as one', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, { quota: 1 });
  const name = { ...LICENCES, permission: given.number };
  const same = async () => {
    const stream = await streamRecords(given.reader, name, 'ndjson');
    if ('noteSame' in stream) await stream.noteSame();
  };
  await same();
  expect(await used(context, given)).toBe(1);
  await expect(same()).rejects.toMatchObject({ code: 'permission-used-up' });
});

test('more uses are laid out beside those that were made', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, { quota: 3, ratePerMinute: 1_000 });
  expect(await useAtOnce(given, 5)).toMatchObject({ used: 3 });
  const more = { number: given.number, validUntil: '2027-01-31', quota: 25 };
  const asked = await prolongPermission(given.reader, more);
  expect(asked.proposed).toMatchObject({ validUntil: '2027-01-31', quota: 25 });
  expect(await use(given)).toBe('permission-used-up');
  await prolongPermission(await officialOf(context, 'm-0099000'), more);
  expect(await useAtOnce(given, 40)).toEqual({ used: 22, 'permission-used-up': 18 });
});

test('a quota that grows while it is used is neither exceeded nor lost', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, { quota: 10 });
  const longer = { number: given.number, validUntil: '2026-12-31', quota: 25 };
  await prolongPermission(given.reader, longer);
  const reviewer = await officialOf(context, 'm-0099000');
  const [counts] = await Promise.all([useAtOnce(given, 40), prolongPermission(reviewer, longer)]);
  const then = counts.used ?? 0;
  expect(then).toBeGreaterThanOrEqual(10);
  expect(await used(context, given)).toBe(then);
  const rest = 25 - then;
  expect(await useAtOnce(given, rest + 3)).toEqual({
    ...(rest > 0 ? { used: rest } : {}),
    'permission-used-up': 3,
  });
});

test('a permission opens nothing before its days, after them, or while it is suspended', async () => {
  const context = await contextWithRecord();
  const given = await givePermission(context, {
    ...{ validFrom: '2026-03-12', validUntil: '2026-03-13' },
  });
  expect(await use(given)).toBe('permission-not-in-force');
  context.clock.set('2026-03-11T22:00:00Z');
  expect(await use(given)).toBe('used');
  const step = { number: given.number, reason: 'Pārbaude' };
  await stepPermission(context, { ...step, step: 'suspend' });
  expect(await use(given)).toBe('permission-not-in-force');
  await stepPermission(context, { ...step, step: 'resume' });
  expect(await use(given)).toBe('used');
  context.clock.set('2026-03-13T22:00:00Z');
  expect(await use(given)).toBe('permission-not-in-force');
});

test('a stream ends when the permission does, between two of its pieces', async () => {
  const context = await exchangeContext();
  for (let first = 0; first < 5_000; first += 1_000) {
    const changes = Array.from({ length: 1_000 }, (_, index) => ({
      upsert: licence({ number: `L-${first + index}` }),
    }));
    await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  }
  const given = await givePermission(context);
  const name = { ...LICENCES, permission: given.number };
  const streams = [
    await streamChanges(given.reader, name, 0),
    await (await streamRecords(given.reader, name, 'csv')).begin(),
  ];
  for (const stream of streams) expect((await stream.next()).done).toBe(false);
  // The first piece of CSV is its heading.
  expect((await streams[1]?.next())?.done).toBe(false);
  const reason = 'Līgums beidzies';
  await stepPermission(context, { number: given.number, step: 'withdraw', reason });
  const refused = { code: 'permission-not-in-force' };
  for (const stream of streams) await expect(stream.next()).rejects.toMatchObject(refused);
});
