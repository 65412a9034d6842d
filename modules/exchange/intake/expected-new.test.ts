import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import {
  changeRows,
  exchangeContext,
  heldRows,
  LICENCES,
  licence,
} from '../testing/exchange-context.ts';
import { acceptRecords } from './accept-records.ts';
import { takeUpload } from './take-upload.ts';

const SENT = {
  ...{ id: 'load', mode: 'changes' as const, allOrNothing: false },
  ...{ takenAt: null, fromLine: 1 },
};
/** Two batches and a bit. */
const LINES = 8_500;

async function* lines(numbers: readonly number[], between: (line: number) => Promise<void>) {
  for (let start = 0; start < numbers.length; start += 500) {
    await between(start);
    const part = numbers.slice(start, start + 500);
    yield Buffer.from(
      part.map((number) => `${JSON.stringify({ upsert: ofNumber(number) })}\n`).join(''),
    );
  }
}

const ofNumber = (number: number) => licence({ number: `L-${number}` });
const ascending = Array.from({ length: LINES }, (_, index) => index);

async function accept(context: TestContext, number: number) {
  const changes = [{ upsert: ofNumber(number) }];
  await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
}

/** State and log tell the same: every record once, every position once, each new. */
async function demandOnce(context: TestContext, records: number) {
  const held = await heldRows(context);
  const log = await changeRows(context);
  expect(held).toHaveLength(records);
  expect(log.map(({ position }) => position)).toEqual(
    Array.from({ length: records }, (_, index) => index + 1),
  );
  expect(new Set(held.map(({ content }) => content?.number)).size).toBe(records);
  expect(log.every(({ kind }) => kind === 'n')).toBe(true);
  expect(held.map(({ content }) => content)).toEqual(log.map(({ content }) => content));
}

test('a first load is stored, and where a key was there already it is found', async () => {
  const context = await exchangeContext();
  for (const number of [4_500, 8_400]) await accept(context, number);
  const report = await takeUpload(
    context,
    LICENCES,
    SENT,
    lines(ascending, async () => {}),
  );
  expect(report).toMatchObject({ state: 'complete', stored: LINES - 2, unchanged: 2 });
  await demandOnce(context, LINES);
});

test('another sender who writes in between changes nothing of it', async () => {
  const context = await exchangeContext();
  const chunks = lines(ascending, async (line) => {
    if (line % 1_500 === 0) await accept(context, LINES + line);
  });
  const report = await takeUpload(context, LICENCES, SENT, chunks);
  expect(report).toMatchObject({ state: 'complete', stored: LINES, unchanged: 0 });
  await demandOnce(context, LINES + Math.ceil(LINES / 1_500));
});

test('a key that comes again in a later batch, or deletions among the new, are taken in their order', async () => {
  const context = await exchangeContext();
  const twice = [...ascending.slice(0, 4_100), 7, ...ascending.slice(4_100), 8_000];
  const report = await takeUpload(
    context,
    LICENCES,
    SENT,
    lines(twice, async () => {}),
  );
  expect(report).toMatchObject({ state: 'complete', stored: LINES, unchanged: 2 });
  await demandOnce(context, LINES);
  async function* gone() {
    for (const number of ascending) {
      const { personCode, number: name } = ofNumber(number);
      const key = { personCode, number: name, revision: 2 };
      yield Buffer.from(`${JSON.stringify({ delete: key })}\n`);
    }
  }
  const after = await takeUpload(context, LICENCES, { ...SENT, id: 'gone' }, gone());
  expect(after).toMatchObject({ state: 'complete', stored: LINES });
  expect((await heldRows(context)).every(({ content }) => content === null)).toBe(true);
});
