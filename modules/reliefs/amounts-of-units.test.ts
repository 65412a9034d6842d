import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountsOfUnits } from './amounts-of-units.ts';

const total = (amounts: { amountCents: number }[]) =>
  amounts.reduce((sum, part) => sum + part.amountCents, 0);

test('three units of 1.00 are given back as 0.33, 0.34, 0.33', () => {
  const parts = [{ amountCents: 100, units: 3 }];
  const backOf = (from: number) => amountsOfUnits(parts, { from, to: from + 1, quantity: 3 });
  expect([0, 1, 2].map((from) => backOf(from)[0])).toEqual([
    { amountCents: 33, units: 1 },
    { amountCents: 34, units: 1 },
    { amountCents: 33, units: 1 },
  ]);
});

test('two grantors of one cent each never get both cents of one unit of one cent', () => {
  const parts = [
    { amountCents: 1, units: 2 },
    { amountCents: 1, units: 0 },
  ];
  expect(total(amountsOfUnits(parts, { from: 0, to: 1, quantity: 2 }))).toBe(1);
  expect(total(amountsOfUnits(parts, { from: 1, to: 2, quantity: 2 }))).toBe(1);
});

test('units that the line does not have are refused', () => {
  expect(() => amountsOfUnits([], { from: 1, to: 4, quantity: 3 })).toThrow(RangeError);
  expect(() => amountsOfUnits([], { from: 2, to: 1, quantity: 3 })).toThrow(RangeError);
});

const cutLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20 }),
    price: fc.integer({ min: 0, max: 300 }),
    weights: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    cuts: fc.array(fc.nat({ max: 20 }), { maxLength: 6 }),
  })
  .map(({ quantity, price, weights, cuts }) => {
    const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
    const parts = weights.map((weight) => ({
      amountCents: Math.floor((weight * price * quantity) / sum),
      units: Math.min(quantity, weight),
    }));
    const inner = cuts.filter((cut) => cut <= quantity).sort((a, b) => a - b);
    return { quantity, price, parts, cuts: [0, ...inner, quantity] };
  });

test('any sequence of units sums to the whole, is never negative, and never passes the price', () => {
  fc.assert(
    fc.property(cutLine, ({ quantity, price, parts, cuts }) => {
      const sums = parts.map(() => ({ amountCents: 0, units: 0 }));
      cuts.slice(1).forEach((to, index) => {
        const from = cuts[index] ?? 0;
        const amounts = amountsOfUnits(parts, { from, to, quantity });
        expect(total(amounts)).toBeLessThanOrEqual((to - from) * price);
        amounts.forEach((amount, position) => {
          expect(amount.amountCents).toBeGreaterThanOrEqual(0);
          expect(amount.units).toBeGreaterThanOrEqual(0);
          const sum = sums[position];
          if (sum === undefined) return;
          sum.amountCents += amount.amountCents;
          sum.units += amount.units;
        });
      });
      expect(sums).toEqual(parts);
    }),
    { numRuns: 2000 },
  );
});

test('a relief of 100 % is 100 % of any of its units', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.nat({ max: 50 }),
      fc.nat({ max: 100 }),
      (quantity, price, unit, percent) => {
        const first = Math.floor((quantity * price * percent) / 100);
        const parts = [
          { amountCents: first, units: quantity },
          { amountCents: quantity * price - first, units: 0 },
        ];
        const from = Math.min(unit, quantity - 1);
        const amounts = amountsOfUnits(parts, { from, to: from + 1, quantity });
        expect(total(amounts)).toBe(price);
      },
    ),
  );
});
