import { describe, expect, test } from 'vitest';
import { estimateCost } from './estimate-cost.ts';

const YEAR = { of: 'same-relief', transactions: 1_000, share: 1, days: 365, keptShare: 1 } as const;
const ALL = { given: 500, givenOfKnownUse: 500 };

describe('the cost of a year', () => {
  test.each<[string, number[], object, object, number | undefined]>([
    ['a thousand uses of 1.50', [150, 150], {}, {}, 150_000],
    ['the mean of unequal uses', [100, 200], {}, {}, 150_000],
    ['a tenth of all was looked at', [150], { share: 0.1 }, {}, 1_500_000],
    ['half a year is doubled', [150], { days: 182.5 }, {}, 300_000],
    ['twice as many persons use twice as much', [150], {}, { given: 1_000 }, 300_000],
    ['a tenth was refunded', [150], { keptShare: 0.9 }, {}, 135_000],
    ['the budget is the most', [150], {}, { ceilingCents: 100_000 }, 100_000],
    ['a draft that gives nothing', [0, 0], {}, {}, 0],
    ['no transaction', [], { transactions: 0, days: 0 }, {}, undefined],
    ['nobody whose use is known', [150], {}, { givenOfKnownUse: 0 }, undefined],
  ])('%s', (_, sample, use, persons, expected) => {
    const estimate = estimateCost(sample, { ...YEAR, ...use }, { ...ALL, ...persons });
    expect(estimate?.yearlyCents).toBe(expected);
  });

  test('the interval is that of the sample and of the number of transactions', () => {
    // 100 of 100 and 300: mean 200, deviation 100.5, so 10.05 for the mean; of 1,000 uses 6.3.
    const sample = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 100 : 300));
    const estimate = estimateCost(sample, YEAR, ALL);
    expect(estimate).toMatchObject({ yearlyCents: 200_000, basis: { knownPercent: 100 } });
    expect(estimate?.fromCents).toBeCloseTo(200_000 - 1.96 * Math.sqrt(101.01 + 40) * 1_000, -2);
    expect(estimate?.toCents).toBeCloseTo(200_000 + 1.96 * Math.sqrt(101.01 + 40) * 1_000, -2);
  });

  test('it is never below nothing, and says what it rests on', () => {
    const estimate = estimateCost(
      [0, 1_000],
      { ...YEAR, transactions: 2, days: 30 },
      {
        given: 400,
        givenOfKnownUse: 100,
      },
    );
    expect(estimate?.fromCents).toBe(0);
    expect(estimate?.basis).toEqual({
      ...{ of: 'same-relief', transactions: 2, counted: 2, days: 30 },
      ...{ calculated: 2, knownPercent: 25 },
    });
  });
});
