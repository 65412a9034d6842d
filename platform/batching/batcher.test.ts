import { setImmediate as immediately, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Batcher, makeBatcher } from './batcher.ts';

function recording(options: { fail?: number; waitingMax?: number } = {}) {
  const batches: number[][] = [];
  const batcher = makeBatcher<number, number>({
    keysOf: (item) => [String(item % 10)],
    refuse: () => new Error('too busy'),
    run: async (items) => {
      batches.push([...items]);
      await sleep(5);
      if (options.fail !== undefined && items.includes(options.fail)) throw new Error('failed');
      return items.map((item) => item * 2);
    },
    ...(options.waitingMax === undefined ? {} : { waitingMax: options.waitingMax }),
  });
  return { batches, batcher };
}

/** Two batches of one item each, so that everything after them waits. */
async function takeBothSlots(batcher: Batcher<number, number>): Promise<void> {
  for (const item of [1, 2]) {
    void batcher.submit(item);
    await immediately();
  }
}

test('goes at once when idle, gathers while two are under way', async () => {
  const { batches, batcher } = recording();
  await takeBothSlots(batcher);
  const outcomes = await Promise.all([3, 4, 5].map((item) => batcher.submit(item)));
  expect(outcomes).toEqual([6, 8, 10]);
  expect(batches).toEqual([[1], [2], [3, 4, 5]]);
});

test('what arrives together goes together', async () => {
  const { batches, batcher } = recording();
  await Promise.all([1, 2, 3].map((item) => batcher.submit(item)));
  expect(batches).toEqual([[1, 2, 3]]);
});

test('two items of one key never go together', async () => {
  const { batches, batcher } = recording();
  await Promise.all([1, 2, 3, 13, 23, 4].map((item) => batcher.submit(item)));
  expect(batches.every((batch) => new Set(batch.map((item) => item % 10)).size === batch.length));
  expect(batches.flat().sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 13, 23]);
});

test('an item that fails takes no other along', async () => {
  const { batcher } = recording({ fail: 4 });
  const settled = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => batcher.submit(item)));
  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('refuses when too many wait, and lets the tried one in before the rest', async () => {
  const { batches, batcher } = recording({ waitingMax: 2 });
  await takeBothSlots(batcher);
  const settled = Promise.allSettled([3, 4, 5].map((item) => batcher.submit(item)));
  const again = batcher.submit(9, { first: true });
  expect((await settled).at(-1)?.status).toBe('rejected');
  await again;
  expect(batches[2]).toEqual([9, 3, 4]);
});
