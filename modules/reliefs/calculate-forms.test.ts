import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { appliedOf, inputOf, line, reasonOf, relief } from './calculation/testing.ts';
import type { BasketLine, Candidate, ReasonCode } from './calculation.ts';

interface Scenario {
  words: string;
  basket: BasketLine[];
  reliefs: Candidate[];
  gives: Record<string, Record<string, number>>;
  /** By relief and line. */
  why?: Record<string, ReasonCode>;
}

const bread = (id: string, quantity: number, cents: number, item = 'bread') =>
  line(id, quantity, cents, { class: 'bread', itemId: item });
const everything = ['transport', 'grocery'];
type Text = Exclude<Parameters<typeof relief>[1], { give?: never }>;
/** One benefit on everything, with more said of it or of the instruction. */
const one = (code: string, benefit: object, instruction: object = {}) =>
  relief(code, { benefits: [{ on: everything, ...benefit }], ...instruction } as Text);

const units: Scenario[] = [
  {
    words: '0.70 off each of three units at 1.00',
    basket: [line('1', 3, 100)],
    reliefs: [relief('A', { perUnit: 0.7 })],
    gives: { 1: { A: 210 } },
  },
  {
    words: 'an amount for a unit is at most its price',
    basket: [line('1', 2, 50)],
    reliefs: [relief('A', { perUnit: 0.7 })],
    gives: { 1: { A: 100 } },
  },
  {
    words: 'half of what a unit costs between 10.00 and 20.00: nothing, 1.00, 5.00',
    basket: [line('1', 1, 900), line('2', 1, 1200), line('3', 1, 2500)],
    reliefs: [relief('A', { percent: 50, part: { above: 10, below: 20, of: 'unit' } })],
    gives: { 1: {}, 2: { A: 100 }, 3: { A: 500 } },
    why: { 'A 1': 'nothing-left-to-pay' },
  },
  {
    words: 'all of a price up to 1.00, of two units at 1.50',
    basket: [line('1', 2, 150)],
    reliefs: [relief('A', { percent: 100, part: { below: 1, of: 'unit' } })],
    gives: { 1: { A: 200 } },
  },
  {
    words: 'the two dearest units of the basket',
    basket: [line('1', 2, 100), line('2', 1, 300)],
    reliefs: [one('A', { give: { percent: 50 }, units: { to: 2 } })],
    gives: { 1: { A: 50 }, 2: { A: 150 } },
  },
  {
    words: 'from the second unit on: the dearest is paid in full',
    basket: [line('1', 2, 100), line('2', 1, 300)],
    reliefs: [one('A', { give: { percent: 50 }, units: { from: 2 } })],
    gives: { 1: { A: 100 }, 2: {} },
    why: { 'A 2': 'not-enough-units' },
  },
  {
    words: 'stepped by a fact: two benefits, of which the person has the second',
    basket: [line('1', 1, 100)],
    reliefs: [
      relief(
        'A',
        {
          benefits: [
            { on: everything, give: { percent: 90 }, who: { fact: 'grade', from: 5 } },
            { on: everything, give: { percent: 50 }, who: { fact: 'grade', from: 1, to: 4 } },
          ],
        },
        { benefits: [1] },
      ),
    ],
    gives: { 1: { A: 50 } },
  },
];

const sets: Scenario[] = [
  {
    words:
      'of every two the dearest is free: 3.00 of 3.00 and 2.00; the third, at 1.00, stands alone',
    basket: [bread('1', 1, 100), bread('2', 1, 300), bread('3', 1, 200)],
    reliefs: [relief('A', { freeOfEvery: 2, which: 'dearest' })],
    gives: { 1: {}, 2: { A: 300 }, 3: {} },
    why: { 'A 1': 'not-enough-units', 'A 3': 'not-enough-units' },
  },
  {
    words: 'the second at half price, whatever the item: 3.00 with 2.00, 1.00 with 0.50',
    basket: [line('1', 1, 300), line('2', 1, 200), bread('3', 1, 100), bread('4', 1, 50, 'roll')],
    reliefs: [relief('A', { freeOfEvery: 2, of: 'class', percent: 50 })],
    gives: { 1: {}, 2: { A: 100 }, 3: {}, 4: { A: 25 } },
  },
  {
    words: 'of the same item only, there is no second',
    basket: [bread('1', 1, 100), bread('2', 1, 90, 'roll')],
    reliefs: [relief('A', { freeOfEvery: 2, percent: 50 })],
    gives: { 1: {}, 2: {} },
  },
  {
    words: 'a ticket and two breads for 4.00 instead of 5.00, the odd cent to the earlier line',
    basket: [line('1', 1, 300), bread('2', 2, 100)],
    reliefs: [
      relief('A', {
        bundle: [
          { on: ['transport'], units: 1 },
          { on: ['bread'], units: 2 },
        ],
        pays: 4,
      }),
    ],
    gives: { 1: { A: 60 }, 2: { A: 40 } },
  },
  {
    words: 'only full bundles, of the dearest units: two of four breads with one ticket',
    basket: [line('1', 1, 300), bread('2', 2, 100), bread('3', 2, 150)],
    reliefs: [
      relief('A', {
        bundle: [
          { on: ['transport'], units: 1 },
          { on: ['bread'], units: 2 },
        ],
        percent: 10,
      }),
    ],
    gives: { 1: { A: 30 }, 2: {}, 3: { A: 30 } },
    why: { 'A 2': 'not-enough-units' },
  },
  {
    words: 'three for 5.00: the set of 2.00 each is one, the set of 1.00 each costs less already',
    basket: [bread('1', 3, 200), bread('2', 3, 100)],
    reliefs: [relief('A', { bundle: [{ on: ['bread'], units: 3 }], pays: 5 })],
    gives: { 1: { A: 100 }, 2: {} },
  },
  {
    words: '2.50 off each set of two, never more than the set costs: 2.50 and 2.00',
    basket: [bread('1', 2, 300), bread('2', 2, 100)],
    reliefs: [relief('A', { bundle: [{ on: ['bread'], units: 2 }], amount: 2.5 })],
    gives: { 1: { A: 338 }, 2: { A: 112 } },
  },
  {
    words: 'a bundle that is not full gives nothing',
    basket: [line('1', 1, 300)],
    reliefs: [
      relief('A', {
        bundle: [
          { on: ['transport'], units: 1 },
          { on: ['bread'], units: 2 },
        ],
        pays: 4,
      }),
    ],
    gives: { 1: {} },
    why: { 'A 1': 'not-enough-units' },
  },
];

const baskets: Scenario[] = [
  {
    words: '5.00 for each full 50.00: once at 99.99, twice at 100.00',
    basket: [line('1', 1, 9999)],
    reliefs: [relief('A', { amount: 5, forEvery: 50 })],
    gives: { 1: { A: 500 } },
  },
  {
    words: 'over the whole basket, not line by line',
    basket: [line('1', 1, 6000), line('2', 1, 4000)],
    reliefs: [relief('A', { amount: 5, forEvery: 50 })],
    gives: { 1: { A: 600 }, 2: { A: 400 } },
  },
  {
    words: 'below the first full amount nothing',
    basket: [line('1', 1, 4999)],
    reliefs: [relief('A', { amount: 5, forEvery: 50 })],
    gives: { 1: {} },
  },
  {
    words: 'half of what the basket costs above 40.00, spread by price',
    basket: [line('1', 1, 3000), line('2', 1, 1500)],
    reliefs: [relief('A', { percent: 50, part: { above: 40, of: 'basket' } })],
    gives: { 1: { A: 167 }, 2: { A: 83 } },
  },
  {
    words: '3 × 33.33 % of three lines does not drift: an amount of 1.00 is 0.34, 0.33, 0.33',
    basket: [line('1', 1, 100), line('2', 1, 100), line('3', 1, 100)],
    reliefs: [relief('A', { amount: 1 })],
    gives: { 1: { A: 34 }, 2: { A: 33 }, 3: { A: 33 } },
  },
];

const bounds: Scenario[] = [
  {
    words: 'at most 1.00 a unit',
    basket: [line('1', 2, 300)],
    reliefs: [one('A', { give: { percent: 50 } }, { atMost: { unit: 1 } })],
    gives: { 1: { A: 200 } },
  },
  {
    words: 'at most 1.00 a unit, both benefits of the relief together',
    basket: [line('1', 2, 300)],
    reliefs: [
      relief('A', {
        choose: 'all',
        benefits: [
          { on: everything, give: { percent: 20 } },
          { on: everything, give: { perUnit: 1 } },
        ],
        atMost: { unit: 1 },
      }),
    ],
    gives: { 1: { A: 200 } },
  },
  {
    words: 'at most 2.00 a line',
    basket: [line('1', 2, 300), line('2', 1, 300)],
    reliefs: [one('A', { give: { percent: 50 } }, { atMost: { line: 2 } })],
    gives: { 1: { A: 200 }, 2: { A: 150 } },
  },
  {
    words: 'at most 2.00 in a transaction: the second line has the rest, the third nothing',
    basket: [line('1', 1, 300), line('2', 1, 300), line('3', 1, 300)],
    reliefs: [one('A', { give: { percent: 50 } }, { atMost: { transaction: 2 } })],
    gives: { 1: { A: 150 }, 2: { A: 50 }, 3: {} },
    why: { 'A 3': 'ceiling-reached' },
  },
  {
    words: '0.01 of each unit is always paid',
    basket: [line('1', 3, 100)],
    reliefs: [one('A', { give: { percent: 100 } }, { leaves: { unit: 0.01 } })],
    gives: { 1: { A: 297 } },
  },
  {
    words: '1.00 of each line is always paid; a line of 0.80 has nothing',
    basket: [line('1', 3, 100), line('2', 1, 80)],
    reliefs: [one('A', { give: { percent: 100 } }, { leaves: { line: 1 } })],
    gives: { 1: { A: 200 }, 2: {} },
    why: { 'A 2': 'minimum-to-pay' },
  },
  {
    words: '5.00 of the transaction is always paid, an amount spread over the lines',
    basket: [line('1', 1, 400), line('2', 1, 400)],
    reliefs: [one('A', { give: { amount: 6 } }, { leaves: { transaction: 5 } })],
    gives: { 1: { A: 150 }, 2: { A: 150 } },
  },
  {
    words: '5.00 of the transaction is always paid, also with lines that the relief does not fit',
    basket: [line('1', 1, 400), bread('2', 1, 400)],
    reliefs: [
      relief('A', {
        benefits: [{ on: ['bread'], give: { percent: 100 } }],
        leaves: { transaction: 5 },
      }),
    ],
    gives: { 1: {}, 2: { A: 300 } },
  },
];

const stacking: Scenario[] = [
  {
    words: 'two halves of the full price are all of it',
    basket: [line('1', 1, 1000)],
    reliefs: [
      one('A', { give: { percent: 50 } }),
      one('B', { give: { percent: 50 } }, { stack: 'full-price' }),
    ],
    gives: { 1: { A: 500, B: 500 } },
  },
  {
    words: 'and never more than is left: 80 % and 50 %',
    basket: [line('1', 1, 1000)],
    reliefs: [
      one('A', { give: { percent: 80 } }),
      one('B', { give: { percent: 50 } }, { stack: 'full-price' }),
    ],
    gives: { 1: { A: 800, B: 200 } },
  },
  {
    words: 'the recipient pays 3.00 of the full price, though another relief paid half of it',
    basket: [line('1', 1, 1000)],
    reliefs: [
      one('A', { give: { percent: 50 } }),
      one('B', { give: { recipientPays: 3 } }, { stack: 'full-price' }),
    ],
    gives: { 1: { A: 500, B: 500 } },
  },
  {
    words: 'the law comes before the grantor: 1.00 off, then 50 % of 9.00',
    basket: [line('1', 1, 1000)],
    reliefs: [
      one('A', { give: { percent: 50 } }, { priority: { law: 20, grantor: 1 } }),
      one('B', { give: { amount: 1 } }, { priority: { law: 10, grantor: 9 } }),
    ],
    gives: { 1: { A: 450, B: 100 } },
  },
  {
    words: 'equal before the law, the grantor decides: 50 % of 10.00, then 1.00 off',
    basket: [line('1', 1, 1000)],
    reliefs: [
      one('B', { give: { percent: 50 } }, { priority: { law: 10, grantor: 1 } }),
      one('A', { give: { amount: 1 } }, { priority: 10 }),
    ],
    gives: { 1: { A: 100, B: 500 } },
  },
  {
    words: 'a group by priority: the first that gives anything wins, though it gives less',
    basket: [line('1', 1, 1000), bread('2', 1, 1000)],
    reliefs: [
      relief('A', {
        priority: 1,
        exclusion: { group: 'g', by: 'priority' },
        benefits: [{ on: ['transport'], give: { percent: 10 } }],
      }),
      one('B', { give: { percent: 50 } }, { exclusionGroup: 'g' }),
    ],
    gives: { 1: { A: 100 }, 2: { B: 500 } },
    why: { 'B 1': 'another-is-better' },
  },
  {
    words: 'a group for the transaction by priority: the first excludes the others on every line',
    basket: [line('1', 1, 1000), bread('2', 1, 1000)],
    reliefs: [
      relief('A', {
        priority: 1,
        exclusion: { group: 'g', per: 'transaction', by: 'priority' },
        benefits: [{ on: ['transport'], give: { percent: 10 } }],
      }),
      one('B', { give: { percent: 50 } }, { exclusionGroup: 'g' }),
    ],
    gives: { 1: { A: 100 }, 2: {} },
    why: { 'B 1': 'another-is-better', 'B 2': 'another-is-better' },
  },
];

describe.each([
  ['units', units],
  ['sets and bundles', sets],
  ['the whole basket', baskets],
  ['ceilings and minimums', bounds],
  ['stacking, priority and exclusion', stacking],
])('%s', (_, scenarios) => {
  test.each(scenarios)('$words', ({ basket, reliefs, gives, why = {} }) => {
    const calculation = calculate(inputOf(basket, reliefs));
    expect(appliedOf(calculation)).toEqual(gives);
    const other = calculate(inputOf(basket.toReversed(), reliefs.toReversed()));
    expect(appliedOf(other)).toEqual(gives);
    for (const [place, code] of Object.entries(why)) {
      const [of = '', on = ''] = place.split(' ');
      expect(reasonOf(calculation, of, on)?.code, place).toBe(code);
    }
  });
});

test('shares by percent are differences of a running total: 3 × 33.33 % of 1.00', () => {
  const shared = one(
    'A',
    { give: { percent: 100 } },
    {
      shares: [
        { grantor: 'a', percent: 33.33 },
        { grantor: 'b', percent: 33.33 },
        { grantor: 'c', percent: 33.33 },
        { grantor: 'd', rest: true },
      ],
    },
  );
  const sharesOf = (cents: number) =>
    calculate(inputOf([line('1', 1, cents)], [shared])).lines[0]?.applied[0]?.shares.map(
      ({ grantorId, amountCents }) => `${grantorId} ${amountCents}`,
    );
  expect(sharesOf(100)).toEqual(['a 33', 'b 34', 'c 33']);
  expect(sharesOf(3)).toEqual(['a 1', 'b 1', 'c 1']);
  expect(sharesOf(10_000)).toEqual(['a 3333', 'b 3333', 'c 3333', 'd 1']);
});

test('a fixed part of each unit, then a percentage of the whole, then the rest', () => {
  const shared = one(
    'A',
    { give: { percent: 100 } },
    {
      shares: [
        { grantor: 'a', amount: 0.5 },
        { grantor: 'b', percent: 50 },
        { grantor: 'c', rest: true },
      ],
    },
  );
  expect(calculate(inputOf([line('1', 2, 300)], [shared])).lines[0]?.applied[0]?.shares).toEqual([
    { grantorId: 'a', amountCents: 100 },
    { grantorId: 'b', amountCents: 300 },
    { grantorId: 'c', amountCents: 200 },
  ]);
});
