import { expect, test } from 'vitest';
import {
  changeRows,
  exchangeContext,
  heldRows,
  LICENCES,
  licence,
} from '../testing/exchange-context.ts';
import { LICENCES_TEXT } from '../testing/licences.ts';
import { takeUpload } from './take-upload.ts';

/** Without versions of the sender's, the times of snapshots alone tell what is newer. */
const UNVERSIONED = LICENCES_TEXT.replace('recordVersion: revision\n', '');
const CHANGING = UNVERSIONED.replace('key:', 'usualChangePercent: 100\nkey:');

test('an older snapshot that comes to its end later undoes nothing of the newer one', async () => {
  const own = await exchangeContext(UNVERSIONED);
  const snapshot = async (
    id: string,
    takenAt: Date,
    ...numbers: [number: number, fee: string][]
  ) => {
    async function* lines() {
      for (const [number, fee] of numbers) {
        yield Buffer.from(`${JSON.stringify(licence({ number: `L-${number}`, fee }))}\n`);
      }
    }
    const sent = { id, mode: 'snapshot' as const, allOrNothing: false, takenAt, fromLine: 1 };
    return await takeUpload(own, LICENCES, sent as never, lines());
  };
  const many = Array.from({ length: 20 }, (_, index): [number, string] => [100 + index, '1.00']);
  const older = own.clock.now();
  own.clock.advance(60_000);
  const newer = own.clock.now();
  own.clock.advance(60_000);
  await snapshot('newer', newer, [1, '2.00'], [2, '2.00'], ...many);
  expect(await snapshot('older', older, [1, '1.00'], [3, '1.00'], ...many)).toMatchObject({
    ...{ stored: 1, late: 21, removed: 0 },
  });
  // What the older one alone has was gone when the newer one was taken; the next one says so again.
  own.clock.advance(60_000);
  expect(await snapshot('next', own.clock.now(), [1, '2.00'], [2, '2.00'], ...many)).toMatchObject({
    removed: 1,
    stored: 0,
  });
  const fees = (await heldRows(own)).flatMap(({ content }) =>
    content ? [`${content.number} ${content.fee}`] : [],
  );
  expect(fees).toHaveLength(22);
  expect(fees).toContain('L-1 2.00');
});

test('a snapshot taken before the one before was at its end corrects it', async () => {
  const own = await exchangeContext(UNVERSIONED);
  const first = own.clock.now();
  own.clock.advance(60_000);
  const second = own.clock.now();
  own.clock.advance(600_000);
  const take = async (id: string, takenAt: Date, ...numbers: number[]) => {
    async function* lines() {
      for (const number of numbers)
        yield Buffer.from(`${JSON.stringify(licence({ number: `L-${number}` }))}\n`);
    }
    const sent = { id, mode: 'snapshot' as const, allOrNothing: false, takenAt, fromLine: 1 };
    return await takeUpload(own, LICENCES, sent as never, lines());
  };
  const many = Array.from({ length: 20 }, (_, index) => index);
  await take('first', first, ...many);
  expect(await take('second', second, ...many.slice(1))).toMatchObject({ removed: 1 });
});

test('two snapshots at once end in one of them, with every change once', async () => {
  const own = await exchangeContext(CHANGING);
  const takenAt = own.clock.now();
  const take = async (fee: string) => {
    async function* lines() {
      for (let number = 0; number < 300; number++) {
        yield Buffer.from(`${JSON.stringify(licence({ number: `L-${number}`, fee }))}\n`);
      }
    }
    const sent = {
      id: `of-${fee}`,
      mode: 'snapshot' as const,
      allOrNothing: false,
      takenAt,
      fromLine: 1,
    };
    return await takeUpload(own, LICENCES, sent as never, lines());
  };
  const reports = await Promise.all([take('1.00'), take('2.00')]);
  expect(reports.map(({ state }) => state)).toEqual(['complete', 'complete']);
  const held = await heldRows(own);
  expect(held).toHaveLength(300);
  expect(new Set(held.map(({ content }) => content?.fee)).size).toBe(1);
  const log = await changeRows(own);
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
  expect(log).toHaveLength(600);
});
