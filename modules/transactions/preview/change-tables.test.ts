import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DraftCount } from '../../entitlements/index.ts';
import { changesBy, totalChanges } from './change-tables.ts';

function some(municipality: string | null, persons: number, what: Partial<DraftCount>): DraftCount {
  const same = { verdict: 'yes' as const, ageFrom: 18, categories: [], example: 'x' };
  return { ...same, given: false, held: false, municipality, persons, ...what };
}

const gain = { given: true };
const lose = { held: true };
const keep = { given: true, held: true };

describe('who is told', () => {
  test('all together: gain, lose, keep, unknown', () => {
    const counts = [
      some('m-1', 10, gain),
      some('m-2', 20, gain),
      some('m-1', 7, lose),
      some('m-1', 30, keep),
      some('m-1', 8, { verdict: 'unknown' }),
      some('m-1', 9, { verdict: 'unknown', held: true }),
      some('m-1', 100, { verdict: 'no' }),
    ];
    expect(totalChanges(counts)).toEqual({ gain: 30, lose: 16, keep: 30, unknown: 8 });
    expect(totalChanges([some('m-1', 4, gain)])).toMatchObject({ gain: null, lose: 0 });
  });

  test.each<[string, DraftCount[], [string | null, number | null, number | null][]]>([
    [
      'large numbers as they are',
      [some('m-1', 5, gain), some('m-2', 6, lose)],
      [
        ['m-1', 5, 0],
        ['m-2', 0, 6],
      ],
    ],
    ['nobody concerned, no row', [some('m-1', 50, {})], []],
    [
      'who lives nowhere last',
      [some(null, 9, gain), some('m-1', 5, gain)],
      [
        ['m-1', 5, 0],
        [null, 9, 0],
      ],
    ],
    [
      'one small number takes the next smallest along, so that the total does not tell it',
      [some('m-1', 3, gain), some('m-2', 60, gain), some('m-3', 40, gain), some('m-4', 9, lose)],
      [
        ['m-1', null, 0],
        ['m-2', 60, 0],
        ['m-3', null, 0],
        ['m-4', 0, 9],
      ],
    ],
    [
      'two small numbers hide each other',
      [some('m-1', 3, gain), some('m-2', 60, gain), some('m-3', 4, gain)],
      [
        ['m-1', null, 0],
        ['m-2', 60, 0],
        ['m-3', null, 0],
      ],
    ],
    [
      'a single small number has nothing to hide behind',
      [some('m-1', 2, lose)],
      [['m-1', 0, null]],
    ],
  ])('%s', (_, counts, expected) => {
    const rows = changesBy(counts, ({ municipality }) => [municipality]);
    expect(rows.map((row) => [row.of, row.gain, row.lose])).toEqual(expected);
  });

  test('somebody of two categories is in both', () => {
    const counts = [some('m-1', 10, { ...gain, categories: ['seniors', 'residents'] })];
    const rows = changesBy(counts, ({ categories }) => categories);
    expect(rows.map(({ of, gain: told }) => [of, told])).toEqual([
      ['residents', 10],
      ['seniors', 10],
    ]);
  });
});

test('nobody can work out a small number from what is told', () => {
  const counts = fc.array(
    fc.record({
      municipality: fc.constantFrom('m-1', 'm-2', 'm-3', 'm-4'),
      persons: fc.integer({ min: 1, max: 12 }),
      what: fc.constantFrom(gain, lose, keep),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(counts, (given) => {
      const all = given.map(({ municipality, persons, what }) => some(municipality, persons, what));
      const rows = changesBy(all, ({ municipality }) => [municipality]);
      for (const column of ['gain', 'lose', 'keep'] as const) {
        const told = rows.map((row) => row[column]).filter((value) => value !== null);
        const hidden = rows.length - told.length;
        expect(told.filter((value) => value > 0 && value < 5)).toEqual([]);
        // With one hidden number, all others must be nothing: then the total is not told either.
        if (hidden === 1) expect(told.every((value) => value === 0)).toBe(true);
        if (hidden === 1) expect(totalChanges(all)[column]).toBeNull();
      }
    }),
    { numRuns: 500 },
  );
});
