import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { getServedVersion } from '../data-sets/get-version.ts';
import { defineDataSet, proposeDataSet, publishDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { readChanges, streamChanges } from '../reading/read-changes.ts';
import { streamRecords } from '../reading/stream-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { licencesWith } from '../testing/licences.ts';
import type { Version } from '../version.ts';
import { applyRecords } from './apply-records.ts';
import { RecordReader } from './record-reader.ts';
import { lockHead } from './sql/lock-head.ts';

async function positionsAfter(context: TestContext, after: number): Promise<number[]> {
  const { changes } = await readChanges(context, LICENCES, { after, limit: 1_000 });
  return changes.map(({ position }) => position);
}

test('nothing is skipped while a transaction that took positions is still open', async () => {
  const context = await exchangeContext();
  const version = await getServedVersion(context, LICENCES);
  const reader = new RecordReader(version, context);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = () => {};
  const hasWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = context.db.transaction(async (db) => {
    const head = await lockHead(db, version);
    const reading = reader.read(licence({ number: 'slow' }));
    const records = 'record' in reading ? [reading.record] : [];
    await applyRecords({ ...context, db }, { version, head }, records);
    written();
    await held;
  });
  await hasWritten;
  let isDone = false;
  const quick = acceptRecords(context, LICENCES, {
    changes: [{ upsert: licence({ number: 'quick' }) }],
    allOrNothing: false,
  }).then((outcomes) => {
    isDone = true;
    return outcomes;
  });
  // The quick one waits in the database: somebody is seen waiting for a lock there.
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await context.adminDb.query<{ count: number }>(
      `select count(*) as count from pg_locks join pg_stat_activity using (pid)
       where not granted and datname = current_database()`,
    );
    waiting = row?.count ?? 0;
  }
  expect(isDone).toBe(false);
  expect(await positionsAfter(context, 0)).toEqual([]);
  commit();
  await slow;
  expect(await quick).toEqual([{ outcome: 'new', position: 2 }]);
  expect(await positionsAfter(context, 0)).toEqual([1, 2]);
});

test('a reader that follows while others write sees every change once, in order', async () => {
  const context = await exchangeContext();
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let turn = 0; turn < 15; turn++) {
      const changes = [{ upsert: licence({ number: `${writer}-${turn}` }) }];
      await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
    }
  });
  const seen: number[] = [];
  const done = Promise.all(writers).then(() => true);
  for (let finished = false; !finished; ) {
    finished = await Promise.race([done, Promise.resolve(false)]);
    seen.push(...(await positionsAfter(context, seen.at(-1) ?? 0)));
  }
  seen.push(...(await positionsAfter(context, seen.at(-1) ?? 0)));
  expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test('what was read before a data set changed is not written after', async () => {
  const context = await exchangeContext();
  const before = await getServedVersion(context, LICENCES);
  const refused = { code: 'data-set-changed' };
  const lock = (version: Version) => context.db.transaction((db) => lockHead(db, version));
  const file = (text: string) => ({ file: 'x', text });
  await defineDataSet(context, file(licencesWith(['updates: daily', 'updates: weekly'])));
  await expect(lock(before)).rejects.toMatchObject(refused);
  const trial = await getServedVersion(context, LICENCES);
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  await expect(lock(trial)).rejects.toMatchObject(refused);
  const published = await getServedVersion(context, LICENCES);
  await defineDataSet(context, file(licencesWith(['updates: daily', 'updates: hourly'])));
  expect(await lock(published)).toEqual({ position: 0, records: 0 });
});

/** One change of one of a few records. */
const change = fc.record({
  number: fc.constantFrom('a', 'b', 'c'),
  revision: fc.integer({ min: 1, max: 6 }),
  fee: fc.constantFrom('1.00', '2.00'),
  gone: fc.boolean(),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** The rule in its plainest form: per key, the greatest version; deletions and duplicates counted. */
function expected(changes: readonly Change[]): Map<string, string> {
  const held = new Map<string, { revision: number; fee: string | null }>();
  for (const { number, revision, fee, gone } of changes) {
    const before = held.get(number);
    if (before && revision < before.revision) continue;
    if (before && revision === before.revision && (!gone || before.fee === null)) continue;
    held.set(number, { revision, fee: gone ? null : fee });
  }
  const records = new Map<string, string>();
  for (const [number, { revision, fee }] of held)
    if (fee) records.set(number, `${revision} ${fee}`);
  return records;
}

test('however changes are cut into batches, state and log tell the same, by the rule', async () => {
  const context = await exchangeContext();
  let person = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 5 }),
      async (batches) => {
        person += 1;
        const personCode = `32${String(person).padStart(9, '0')}`;
        for (const batch of batches.filter(({ length }) => length > 0)) {
          const changes = batch.map(({ number, revision, fee, gone }) =>
            gone
              ? { delete: { personCode, number, revision } }
              : { upsert: licence({ personCode, number, revision, fee }) },
          );
          await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
        }
        const wanted = expected(batches.flat());
        const mine = (record: Record<string, unknown>) =>
          String(record.personCode).replace('-', '') === personCode;
        const state = new Map<string, string>();
        for await (const piece of await (
          await streamRecords(context, LICENCES, 'ndjson')
        ).begin()) {
          for (const text of String(piece).trim().split('\n').filter(Boolean)) {
            const record = JSON.parse(text);
            if (mine(record)) state.set(record.number, `${record.revision} ${record.fee}`);
          }
        }
        expect(state).toEqual(wanted);
        const replayed = new Map<string, string>();
        for await (const piece of await streamChanges(context, LICENCES, 0)) {
          for (const text of String(piece).trim().split('\n')) {
            const { upsert, delete: gone } = JSON.parse(text);
            if (upsert && mine(upsert))
              replayed.set(upsert.number, `${upsert.revision} ${upsert.fee}`);
            if (gone && mine(gone)) replayed.delete(gone.number);
          }
        }
        expect(replayed).toEqual(wanted);
      },
    ),
    { numRuns: 60 },
  );
});
