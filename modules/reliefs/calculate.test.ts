import { describe, expect, test } from 'vitest';
import { applied, line, relief } from './calculation/testing.ts';
import type { BasketLine, CalculationInput, Candidate } from './calculation.ts';

interface Scenario {
  words: string;
  basket: BasketLine[];
  reliefs: Candidate[];
  more?: Partial<CalculationInput>;
  gives: Record<string, Record<string, number>>;
}

const forms: Scenario[] = [
  {
    words: '50 % of 1.01 is 0.51: half a cent goes away from zero',
    basket: [line('1', 1, 101)],
    reliefs: [relief('A', { percent: 50 })],
    gives: { 1: { A: 51 } },
  },
  {
    words: 'a percentage rounds once for the line: 33.33 % of 3 units at 1.00',
    basket: [line('1', 3, 100)],
    reliefs: [relief('A', { percent: 33.33 })],
    gives: { 1: { A: 100 } },
  },
  {
    words: 'and once for each of three lines at 1.00',
    basket: [line('1', 1, 100), line('2', 1, 100), line('3', 1, 100)],
    reliefs: [relief('A', { percent: 33.33 })],
    gives: { 1: { A: 33 }, 2: { A: 33 }, 3: { A: 33 } },
  },
  {
    words: '100 % up to 2.15 a unit leaves 0.35 of each of two units at 2.50',
    basket: [line('1', 2, 250)],
    reliefs: [relief('A', { percent: 100, upTo: 2.15 })],
    gives: { 1: { A: 430 } },
  },
  {
    words: 'a fixed amount of 1.00 on three equal lines: the first has the odd cent',
    basket: [line('1', 1, 200), line('2', 1, 200), line('10', 1, 200)],
    reliefs: [relief('A', { amount: 1 })],
    gives: { 1: { A: 34 }, 2: { A: 33 }, 10: { A: 33 } },
  },
  {
    words: 'a fixed amount is capped by what is to pay',
    basket: [line('1', 1, 1200), line('2', 1, 300)],
    reliefs: [relief('A', { amount: 20 })],
    gives: { 1: { A: 1200 }, 2: { A: 300 } },
  },
  {
    words: 'the recipient pays 1.50 for each of two visits at 4.00',
    basket: [line('1', 2, 400)],
    reliefs: [relief('A', { recipientPays: 1.5 })],
    gives: { 1: { A: 500 } },
  },
  {
    words: 'the recipient pays at most the price',
    basket: [line('1', 2, 120)],
    reliefs: [relief('A', { recipientPays: 1.5 })],
    gives: { 1: {} },
  },
  {
    words: 'of every three breads the cheapest is free, also across lines: 1.40, 1.20, 1.00',
    basket: [
      line('1', 1, 100, { class: 'bread' }),
      line('2', 1, 140, { class: 'bread' }),
      line('3', 1, 120, { class: 'bread' }),
    ],
    reliefs: [relief('A', { freeOfEvery: 3 })],
    gives: { 1: { A: 100 }, 2: {}, 3: {} },
  },
  {
    words: 'six breads, three at 2.00 and three at 1.00, give what two baskets would',
    basket: [line('1', 3, 100, { class: 'bread' }), line('2', 3, 200, { class: 'bread' })],
    reliefs: [relief('A', { freeOfEvery: 3 })],
    gives: { 1: { A: 100 }, 2: { A: 200 } },
  },
  {
    words: 'two breads and a ticket are not three of the same item',
    basket: [line('1', 2, 100, { class: 'bread' }), line('2', 1, 100)],
    reliefs: [relief('A', { freeOfEvery: 3 })],
    gives: { 1: {}, 2: {} },
  },
  {
    words: '250 points asked for: two portions of 100 at 1.00',
    basket: [line('1', 1, 150), line('2', 1, 150)],
    reliefs: [relief('A', { spendPoints: 100, worth: 1 }, { pointsBalance: 900 })],
    more: { spendPoints: 250 },
    gives: { 1: { A: 100 }, 2: { A: 100 } },
  },
  {
    words: 'a portion that is worth more than is left to pay is not spent',
    basket: [line('1', 1, 150)],
    reliefs: [relief('A', { spendPoints: 100, worth: 1 }, { pointsBalance: 900 })],
    more: { spendPoints: 900 },
    gives: { 1: { A: 100 } },
  },
  {
    words: 'points are not spent unasked',
    basket: [line('1', 1, 150)],
    reliefs: [relief('A', { spendPoints: 100, worth: 1 }, { pointsBalance: 900 })],
    gives: { 1: {} },
  },
];

const competition: Scenario[] = [
  {
    words: 'what excludes for the whole transaction excludes points on other lines too',
    basket: [line('1', 1, 1000), line('2', 1, 1000, { class: 'bread' })],
    reliefs: [
      relief('A', {
        exclusion: { group: 'fare', per: 'transaction' },
        benefits: [{ on: ['transport'], give: { percent: 10 } }],
      }),
      relief(
        'B',
        {
          exclusionGroup: 'fare',
          benefits: [{ on: ['grocery'], give: { spendPoints: 100, worth: 1 } }],
        },
        { pointsBalance: 500 },
      ),
    ],
    more: { spendPoints: 500 },
    gives: { 1: { A: 100 }, 2: {} },
  },
  {
    words: 'of one group the larger amount wins, on each line by itself',
    basket: [line('1', 1, 100), line('2', 1, 1000)],
    reliefs: [
      relief('A', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 50 } }],
      }),
      relief('B', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 100, upTo: 1 } }],
      }),
    ],
    gives: { 1: { B: 100 }, 2: { A: 500 } },
  },
  {
    words: 'equally good: at once before afterwards, though its priority is later',
    basket: [line('1', 1, 100)],
    reliefs: [
      relief('A', {
        exclusionGroup: 'fare',
        paid: 'afterwards',
        priority: 1,
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
      relief('B', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
    ],
    gives: { 1: { B: 100 } },
  },
  {
    words: 'equally good and both at once: the smaller priority',
    basket: [line('1', 1, 100)],
    reliefs: [
      relief('A', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
      relief('B', {
        exclusionGroup: 'fare',
        priority: 10,
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
    ],
    gives: { 1: { B: 100 } },
  },
  {
    words: 'reliefs of no group follow each other on the rest: 50 %, then 50 % of 5.00',
    basket: [line('1', 1, 1000)],
    reliefs: [relief('B', { percent: 50 }), relief('A', { percent: 50 })],
    gives: { 1: { A: 500, B: 250 } },
  },
  {
    words: 'the smaller priority is reckoned first: 1.00 off, then 50 % of 9.00',
    basket: [line('1', 1, 1000)],
    reliefs: [
      relief('A', { percent: 50 }),
      relief('B', { priority: 1, benefits: [{ on: ['transport'], give: { amount: 1 } }] }),
    ],
    gives: { 1: { A: 450, B: 100 } },
  },
  {
    words: 'of the benefits of one relief the best applies',
    basket: [line('1', 1, 1000)],
    reliefs: [
      relief('A', {
        benefits: [
          { on: ['transport'], give: { percent: 50 } },
          { on: ['transport'], give: { percent: 90 } },
        ],
      }),
    ],
    gives: { 1: { A: 900 } },
  },
  {
    words: 'or all of them: 10 %, then every third free, on the rest',
    basket: [line('1', 3, 100, { class: 'bread' })],
    reliefs: [
      relief('A', {
        choose: 'all',
        benefits: [
          { on: ['grocery'], give: { percent: 10 } },
          { on: ['bread'], give: { freeOfEvery: 3 } },
        ],
      }),
    ],
    gives: { 1: { A: 120 } },
  },
  {
    words: 'what is free for two of three units leaves the third for the next relief',
    basket: [line('1', 3, 100)],
    reliefs: [
      relief('A', {
        priority: 1,
        benefits: [{ on: ['transport'], give: { percent: 100 }, unitsPerTransaction: 2 }],
      }),
      relief('B', {
        benefits: [{ on: ['transport'], give: { percent: 50 }, unitsPerTransaction: 1 }],
      }),
    ],
    gives: { 1: { A: 200, B: 50 } },
  },
];

const twiceTenPercent = [
  { on: ['transport'], give: { percent: 10 } },
  { on: ['transport'], give: { percent: 10 } },
];
const twoUnits = [{ per: 'person', in: 'day', units: 2 } as const];

const limits: Scenario[] = [
  {
    words: 'two benefits of one relief cover the same two units, which count once',
    basket: [line('1', 4, 100)],
    reliefs: [relief('A', { choose: 'all', quotas: twoUnits, benefits: twiceTenPercent })],
    gives: { 1: { A: 38 } },
  },
  {
    words: 'also where another relief of the group competes',
    basket: [line('1', 4, 100)],
    reliefs: [
      relief('A', {
        choose: 'all',
        exclusionGroup: 'fare',
        quotas: twoUnits,
        benefits: twiceTenPercent,
      }),
      relief('B', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 1 } }],
      }),
    ],
    gives: { 1: { A: 38 } },
  },
  {
    words: 'a fixed amount after a percentage, on the same two units',
    basket: [line('1', 1, 400), line('2', 1, 500), line('3', 1, 600)],
    reliefs: [
      relief('A', {
        choose: 'all',
        quotas: twoUnits,
        benefits: [
          { on: ['transport'], give: { percent: 50 } },
          { on: ['transport'], give: { amount: 1.1 } },
        ],
      }),
    ],
    gives: { 1: {}, 2: { A: 300 }, 3: { A: 360 } },
  },
  {
    words: 'two units are left of the quota and three are bought: two are relieved',
    basket: [line('1', 3, 100)],
    reliefs: [
      relief('A', {
        quotas: [{ per: 'person', in: 'day', units: 2 }],
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
    ],
    gives: { 1: { A: 200 } },
  },
  {
    words: 'a quota binds the basket, not the line, and goes where a unit brings most',
    basket: [line('1', 1, 100), line('2', 1, 300), line('3', 1, 200)],
    reliefs: [
      relief('A', {
        quotas: [{ per: 'person', in: 'day', units: 2 }],
        benefits: [{ on: ['transport'], give: { percent: 50 } }],
      }),
    ],
    gives: { 1: {}, 2: { A: 150 }, 3: { A: 100 } },
  },
  {
    words: 'a budget is not passed line by line, and its last cent is still given',
    basket: [line('1', 1, 100), line('2', 1, 100)],
    reliefs: [
      relief(
        'A',
        {
          budget: { amount: 1000, in: 'year' },
          benefits: [{ on: ['transport'], give: { percent: 100 } }],
        },
        { budgetLeftCents: 101 },
      ),
    ],
    gives: { 1: { A: 100 }, 2: { A: 1 } },
  },
  {
    words: 'a quota of money',
    basket: [line('1', 2, 400)],
    reliefs: [
      relief('A', {
        quotas: [{ per: 'household', in: 'month', amount: 5 }],
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
    ],
    gives: { 1: { A: 500 } },
  },
  {
    words: 'when the quota of the best is used, the next of its group applies',
    basket: [line('1', 1, 100), line('2', 1, 100)],
    reliefs: [
      relief('A', {
        exclusionGroup: 'fare',
        quotas: [{ per: 'person', in: 'day', units: 1 }],
        benefits: [{ on: ['transport'], give: { percent: 100 } }],
      }),
      relief('B', {
        exclusionGroup: 'fare',
        benefits: [{ on: ['transport'], give: { percent: 50 } }],
      }),
    ],
    gives: { 1: { A: 100 }, 2: { B: 50 } },
  },
  {
    words: 'a fixed amount covers only the units that the quota allows',
    basket: [line('1', 1, 1200), line('2', 1, 1500)],
    reliefs: [
      relief('A', {
        quotas: [{ per: 'household', in: 'month', units: 1 }],
        benefits: [{ on: ['transport'], give: { amount: 20 } }],
      }),
    ],
    gives: { 1: {}, 2: { A: 1500 } },
  },
];

describe.each([
  ['forms', forms],
  ['competition and stacking', competition],
  ['quotas and budgets', limits],
])('%s', (_, scenarios) => {
  test.each(scenarios)('$words', ({ basket, reliefs, more, gives }) => {
    expect(applied(basket, reliefs, more)).toEqual(gives);
    expect(applied(basket.toReversed(), reliefs.toReversed(), more)).toEqual(gives);
  });
});
