import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideRounded, FULL_BASIS_POINTS, spreadByLargestRemainder } from './money.ts';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const price = fc.integer({ min: 0, max: 1_000_000_000 });
const quantity = fc.integer({ min: 1, max: 200 });

test.each([
  // Half away from zero, to the cent, on both sides of it.
  [5, 1_000, 1],
  [-5, 1_000, -1],
  [4, 1_000, 0],
  [-4, 1_000, 0],
  [15, 1_000, 2],
  [25, 1_000, 3],
  [100, 3_333, 33],
  [1, 5_000, 1],
  [1, 4_999, 0],
  [2_49, 9_000, 2_24],
  [0, 10_000, 0],
  [12_34, 10_000, 12_34],
])('of %d cents, %d basis points are %d', (cents, basisPoints, share) => {
  expect(divideRounded(cents * basisPoints, FULL_BASIS_POINTS)).toBe(share);
});

test('a percentage agrees with exact arithmetic, and is never minus zero', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (cents, basisPoints) => {
      const share = divideRounded(cents * basisPoints, FULL_BASIS_POINTS);
      const doubled = BigInt(Math.abs(cents)) * BigInt(basisPoints) * 2n;
      const exact = Number((doubled + 10_000n) / 20_000n);
      expect(Math.abs(share)).toBe(exact);
      expect(Object.is(share, -0)).toBe(false);
      expect(share === 0 || Math.sign(share) === Math.sign(cents)).toBe(true);
    }),
  );
});

test('spreading conserves the amount, and no part is off by a cent or more', () => {
  fc.assert(
    fc.property(price, fc.array(price, { minLength: 1, maxLength: 100 }), (cents, weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const parts = spreadByLargestRemainder(cents, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents);
      parts.forEach((part, index) => {
        const exact = BigInt(cents) * BigInt(weights[index] ?? 0);
        const low = Number(exact / BigInt(total));
        expect(part === low || part === low + 1).toBe(true);
        if (weights[index] === 0) expect(part).toBe(0);
      });
    }),
  );
});

test('no part of a price is more than its line, when the weights are the prices', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }),
      fc.nat(),
      (prices, n) => {
        const total = prices.reduce((sum, line) => sum + line, 0);
        const parts = spreadByLargestRemainder(total === 0 ? 0 : n % (total + 1), prices);
        parts.forEach((part, index) => {
          expect(part).toBeLessThanOrEqual(prices[index] ?? 0);
        });
      },
    ),
  );
});

test('ties go to the earlier part; nothing is spread over nothing', () => {
  expect(spreadByLargestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spreadByLargestRemainder(2, [1, 1, 1])).toEqual([1, 1, 0]);
  expect(spreadByLargestRemainder(-100, [1, 1, 1]).reduce((a, b) => a + b)).toBe(-100);
  expect(spreadByLargestRemainder(0, [])).toEqual([]);
  expect(() => spreadByLargestRemainder(1, [0, 0])).toThrow(RangeError);
});

test('division is by the magnitude, so that a refund mirrors its payment', () => {
  fc.assert(
    fc.property(amount, quantity, (cents, divisor) => {
      expect(divideRounded(-cents, divisor) + divideRounded(cents, divisor)).toBe(0);
    }),
  );
});
