import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { inputOf, line, relief } from './calculation/testing.ts';
import type { Calculation, CalculationInput, Candidate } from './calculation.ts';
import type { Quota } from './instruction/quota.ts';

const runs = {
  numRuns: Number(process.env.FC_RUNS ?? 500),
};

const euros = (maxCents: number) =>
  fc.integer({ min: 0, max: maxCents }).map((cents) => cents / 100);

const reducingGive = fc.oneof(
  fc.record(
    {
      percent: fc.integer({ min: 0, max: 10_000 }).map((points) => points / 100),
      upTo: euros(500),
    },
    { requiredKeys: ['percent'] },
  ),
  fc.record({ amount: euros(3000) }),
  fc.record({ amount: euros(300), forEvery: fc.constantFrom(5, 10) }),
  fc.record({ perUnit: euros(300) }),
  fc.record({
    percent: fc.integer({ min: 1, max: 100 }),
    part: fc.record({
      above: euros(300),
      below: fc.constantFrom(4, 20),
      of: fc.constantFrom('unit' as const, 'basket' as const),
    }),
  }),
  fc.record({ recipientPays: euros(500) }),
  fc.record({ freeOfEvery: fc.integer({ min: 2, max: 4 }) }),
  fc.record({
    freeOfEvery: fc.integer({ min: 2, max: 4 }),
    of: fc.constant('class' as const),
    which: fc.constantFrom('cheapest' as const, 'dearest' as const),
    percent: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({
    bundle: fc.constantFrom<{ on: string[]; units: number }[]>(
      [{ on: ['bread'], units: 2 }],
      [
        { on: ['transport'], units: 1 },
        { on: ['bread'], units: 2 },
      ],
    ),
    pays: euros(900),
  }),
);

const give = fc.oneof(
  { weight: 5, arbitrary: reducingGive },
  fc.record({ pointForEvery: fc.integer({ min: 1, max: 300 }).map((cents) => cents / 100) }),
  fc.record({ pointsPerUnit: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ spendPoints: fc.integer({ min: 1, max: 50 }), worth: euros(100) }),
);

const benefitOf = <Give>(gives: fc.Arbitrary<Give>) =>
  fc.record(
    {
      on: fc.constantFrom<string[]>(
        ['transport'],
        ['grocery'],
        ['transport', 'grocery'],
        ['bread'],
      ),
      whose: fc.constantFrom('recipient' as const, 'companion' as const),
      name: fc.constantFrom('one', 'two'),
      give: gives,
      unitsPerTransaction: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['on', 'give'] },
  );

const quota = fc.oneof(
  fc.record({
    per: fc.constant('person' as const),
    in: fc.constant('day' as const),
    units: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({
    per: fc.constant('person' as const),
    in: fc.constant('year' as const),
    amount: fc.integer({ min: 1, max: 1501 }).map((cents) => cents / 100),
  }),
  fc.record({
    per: fc.constantFrom('person' as const, 'companion' as const),
    in: fc.constant('month' as const),
    of: fc.constantFrom<string[]>(['one'], ['two'], ['one', 'two']),
    amount: fc.integer({ min: 1, max: 1501 }).map((cents) => cents / 100),
  }),
);

const shares = [
  { grantor: 'state', amount: 0.37 },
  { grantor: 'county', percent: 33.33 },
  { grantor: 'town', rest: true as const },
];

const bounds = fc.record(
  { unit: euros(200), line: euros(900), transaction: euros(900) },
  { requiredKeys: [] },
);

const candidate = fc
  .record({
    code: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    text: fc.record(
      {
        benefits: fc.array(benefitOf(give), { minLength: 1, maxLength: 3 }),
        choose: fc.constantFrom('best' as const, 'all' as const),
        quotas: fc.array(quota, { maxLength: 2 }),
        shares: fc.constant(shares),
        paid: fc.constantFrom('at-once' as const, 'afterwards' as const),
        priority: fc.integer({ min: 1, max: 3 }),
        exclusionGroup: fc.constantFrom('fare', 'food'),
        stack: fc.constantFrom('rest' as const, 'full-price' as const),
        atMost: bounds,
        leaves: bounds,
      },
      { requiredKeys: ['benefits'] },
    ),
    budgetLeftCents: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: undefined }),
    pointsBalance: fc.integer({ min: 0, max: 500 }),
    agreed: fc.constantFrom(true, true, true, false),
  })
  .map(({ code, text, ...left }) => relief(code, text, left));

const lines = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 1, max: 30 }),
      quantity: fc.integer({ min: 1, max: 6 }),
      price: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1500 })),
      class: fc.constantFrom('single', 'season', 'bread'),
      whose: fc.constantFrom('recipient' as const, 'recipient' as const, 'companion' as const),
    })
    .map(({ id, quantity, price, ...more }) => line(`line-${id}`, quantity, price, more)),
  { minLength: 1, maxLength: 5, selector: (basketLine) => basketLine.line },
);

const input = fc
  .record({
    lines,
    candidates: fc.uniqueArray(candidate, { maxLength: 5, selector: (one) => one.reliefCode }),
    spendPoints: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ lines: basket, candidates, spendPoints }) =>
    inputOf(basket, candidates, { spendPoints }),
  );

function amountTo(calculation: Calculation, of: Candidate): number {
  return calculation.lines
    .flatMap((calculated) => calculated.applied)
    .filter((entry) => entry.entitlementId === of.entitlementId)
    .reduce((sum, entry) => sum + entry.amountCents, 0);
}

/** What counts on a quota: of companions' lines, of benefits that it names. */
function countedOf(
  calculation: Calculation,
  { entitlementId, instruction }: Candidate,
  quota: Quota,
) {
  const entries = calculation.lines
    .flatMap((calculated) => calculated.applied)
    .filter((entry) => entry.entitlementId === entitlementId)
    .filter(({ benefit: position }) => {
      const { whose, name = '' } = instruction.benefits[position] ?? {};
      if (quota.per === 'companion' && whose !== 'companion') return false;
      return quota.of === undefined || quota.of.includes(name);
    });
  return {
    units: total(entries.map((entry) => entry.units)),
    cents: total(entries.map((entry) => entry.amountCents)),
  };
}

const total = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

describe('whatever the basket and the reliefs', () => {
  test('nothing is lost and nothing is made: lines, shares and totals', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = calculate(given);
        for (const one of result.lines) {
          expect(one.reliefCents + one.recipientPaysCents).toBe(one.priceCents);
          expect(one.reliefCents).toBeGreaterThanOrEqual(0);
          expect(one.compensationCents).toBeGreaterThanOrEqual(0);
          expect(one.reliefCents + one.compensationCents).toBeLessThanOrEqual(one.priceCents);
          expect(total(one.applied.map((entry) => entry.amountCents))).toBe(
            one.reliefCents + one.compensationCents,
          );
          for (const entry of one.applied) {
            expect(entry.amountCents).toBeGreaterThan(0);
            expect(total(entry.shares.map((share) => share.amountCents))).toBe(entry.amountCents);
            expect(entry.shares.every((share) => share.amountCents > 0)).toBe(true);
          }
        }
        expect(result.priceCents).toBe(total(result.lines.map((one) => one.priceCents)));
        expect(result.reliefCents).toBe(total(result.lines.map((one) => one.reliefCents)));
        expect(result.compensationCents).toBe(
          total(result.lines.map((one) => one.compensationCents)),
        );
        expect(result.recipientPaysCents).toBe(result.priceCents - result.reliefCents);
      }),
      runs,
    );
  });

  test('quotas, budgets, points and units of a transaction are never exceeded', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = calculate(given);
        let spent = 0;
        for (const one of given.candidates) {
          const takes = result.takes.find((take) => take.entitlementId === one.entitlementId);
          if (takes === undefined) {
            expect(amountTo(result, one)).toBe(0);
            continue;
          }
          takes.quotas.forEach((taken, position) => {
            expect(taken).toBeGreaterThanOrEqual(0);
            expect(taken).toBeLessThanOrEqual(one.quotasLeft[position] ?? 0);
          });
          one.instruction.quotas.forEach((quota, position) => {
            const counted = countedOf(result, one, quota);
            expect(takes.quotas[position]).toBe(quota.units ? counted.units : counted.cents);
          });
          expect(takes.budgetCents).toBe(
            one.budgetLeftCents === undefined ? 0 : amountTo(result, one),
          );
          expect(takes.budgetCents).toBeLessThanOrEqual(one.budgetLeftCents ?? 0);
          expect(takes.pointsSpent).toBeLessThanOrEqual(one.pointsBalance);
          spent += takes.pointsSpent;
        }
        expect(spent).toBeLessThanOrEqual(given.spendPoints);
        for (const one of given.candidates) {
          one.instruction.benefits.forEach((benefit, position) => {
            const units = result.lines
              .flatMap((calculated) => calculated.applied)
              .filter((e) => e.entitlementId === one.entitlementId && e.benefit === position)
              .reduce((sum, entry) => sum + entry.units, 0);
            expect(units).toBeLessThanOrEqual(benefit.unitsPerTransaction ?? 1_000);
          });
        }
      }),
      runs,
    );
  });

  test('no relief gives more than its ceilings, nor leaves less to pay than its minimum', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = calculate(given);
        for (const one of given.candidates) {
          const { atMost, leaves } = one.instruction;
          const all = amountTo(result, one);
          expect(all).toBeLessThanOrEqual(atMost?.transaction ?? all);
          for (const calculated of result.lines) {
            const here = amountTo({ ...result, lines: [calculated] }, one);
            const basketLine = given.lines.find(({ line: id }) => id === calculated.line);
            const quantity = basketLine?.quantity ?? 0;
            // Points are spent like money, unit by unit of no line.
            const hasPoints = one.instruction.benefits.some(({ give: form }) => 'worth' in form);
            expect(here).toBeLessThanOrEqual(atMost?.line ?? here);
            if (!hasPoints) expect(here).toBeLessThanOrEqual((atMost?.unit ?? here) * quantity);
            if (here === 0) continue;
            expect(calculated.priceCents - here).toBeGreaterThanOrEqual(leaves?.line ?? 0);
          }
          if (all === 0) continue;
          expect(result.priceCents - all).toBeGreaterThanOrEqual(leaves?.transaction ?? 0);
        }
      }),
      runs,
    );
  });

  test('the order of lines and candidates changes nothing', () => {
    const shuffled = input.chain((given) =>
      fc.record({
        given: fc.constant(given),
        lines: fc.shuffledSubarray([...given.lines], { minLength: given.lines.length }),
        candidates: fc.shuffledSubarray([...given.candidates], {
          minLength: given.candidates.length,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, lines: otherLines, candidates }) => {
        const other = calculate({ ...given, lines: otherLines, candidates });
        const ordered = (result: Calculation) => ({ ...result, reasons: undefined });
        expect(ordered(other)).toEqual(ordered(calculate(given)));
        expect(other.reasons).toEqual(calculate(given).reasons);
      }),
      runs,
    );
  });

  test('of one exclusion group at most one relief applies to a line', () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const one of calculate(given).lines) {
          const winners = new Map<string, string>();
          for (const entry of one.applied) {
            const of = given.candidates.find((c) => c.entitlementId === entry.entitlementId);
            const group = of?.instruction.exclusionGroup;
            if (group === undefined) continue;
            expect(winners.get(group) ?? entry.entitlementId).toBe(entry.entitlementId);
            winners.set(group, entry.entitlementId);
          }
        }
      }),
      runs,
    );
  });

  test('every candidate has one reason on every line, `applied` exactly where it applied', () => {
    fc.assert(
      fc.property(input, (given) => {
        const result = calculate(given);
        expect(result.reasons).toHaveLength(given.lines.length * given.candidates.length);
        for (const reason of result.reasons) {
          const one = result.lines.find((calculated) => calculated.line === reason.line);
          const has = one?.applied.some((entry) => entry.entitlementId === reason.entitlementId);
          expect(reason.code === 'applied').toBe(has);
        }
      }),
      runs,
    );
  });

  test('100 % without a limit leaves exactly zero', () => {
    const free = relief('FREE', { percent: 100 });
    fc.assert(
      fc.property(input, (given) => {
        const recipientLines = given.lines.filter((one) => one.whose === 'recipient');
        const all: CalculationInput = {
          ...given,
          lines: recipientLines,
          candidates: [...given.candidates.filter(paidAtOnce), free],
        };
        expect(calculate(all).recipientPaysCents).toBe(0);
      }),
      runs,
    );
  });

  test('one more unit or cent left of a quota never gives less', () => {
    const single = fc.record({
      lines,
      benefit: benefitOf(reducingGive),
      left: fc.integer({ min: 0, max: 12 }),
      measure: fc.constantFrom('units' as const, 'amount' as const),
    });
    fc.assert(
      fc.property(single, ({ lines: basket, benefit, left, measure }) => {
        const reliefWith = (quotaLeft: number) => {
          const quotas = [{ per: 'person' as const, in: 'day' as const, [measure]: 9 }];
          const one = relief('A', { quotas, benefits: [benefit] }, { quotasLeft: [quotaLeft] });
          return calculate(inputOf(basket, [one])).reliefCents;
        };
        expect(reliefWith(left + 1)).toBeGreaterThanOrEqual(reliefWith(left));
      }),
      runs,
    );
  });
});

function paidAtOnce(one: Candidate): boolean {
  return one.instruction.paid === 'at-once';
}
