import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { inputOf, line, reasonOf, relief } from './calculation/testing.ts';

test('a compensation leaves the whole price to pay, and is stated beside it', () => {
  const paidAfterwards = relief('A', {
    paid: 'afterwards',
    benefits: [{ on: ['transport'], give: { percent: 50 } }],
  });
  const [only] = calculate(inputOf([line('1', 1, 300)], [paidAfterwards])).lines;
  expect(only).toMatchObject({ reliefCents: 0, compensationCents: 150, recipientPaysCents: 300 });
});

test('points are earned on what is paid in the end, over the whole basket', () => {
  const loyalty = relief(
    'A',
    {
      choose: 'all',
      benefits: [
        { on: ['grocery'], except: ['tobacco'], give: { percent: 10 } },
        { on: ['grocery'], give: { pointForEvery: 1 } },
        { on: ['grocery'], give: { spendPoints: 100, worth: 1 } },
      ],
    },
    { pointsBalance: 120 },
  );
  const basket = [line('1', 1, 1055, { class: 'bread' }), line('2', 1, 500, { class: 'tobacco' })];
  const calculation = calculate(inputOf(basket, [loyalty], { spendPoints: 100 }));
  // 15.55 - 1.06 - 1.00 = 13.49
  expect(calculation.recipientPaysCents).toBe(1349);
  expect(calculation.takes).toEqual([
    {
      entitlementId: 'entitlement-A',
      quotas: [],
      budgetCents: 0,
      pointsSpent: 100,
      pointsEarned: 13,
    },
  ]);
});

test('shares: the fixed part of each unit first, the rest to the other', () => {
  const lunch = relief('A', {
    shares: [
      { grantor: 'ministry', amount: 1.07 },
      { grantor: 'municipality', rest: true },
    ],
    benefits: [{ on: ['transport'], give: { percent: 100, upTo: 2.15 } }],
  });
  const sharesOf = (quantity: number, cents: number) =>
    calculate(inputOf([line('1', quantity, cents)], [lunch])).lines[0]?.applied[0]?.shares;
  expect(sharesOf(2, 250)).toEqual([
    { grantorId: 'ministry', amountCents: 214 },
    { grantorId: 'municipality', amountCents: 216 },
  ]);
  expect(sharesOf(2, 90)).toEqual([{ grantorId: 'ministry', amountCents: 180 }]);
});

describe('reasons', () => {
  const half = { percent: 50 };
  const basket = [line('1', 1, 100), line('2', 1, 100, { class: 'bread' })];
  const onTransport = (more: object) =>
    relief('A', { benefits: [{ on: ['transport'], give: half, ...more }] });
  test.each([
    ['no agreement with the provider', relief('A', half, { agreed: false }), 'no-agreement'],
    [
      'another means of identification',
      relief('A', { means: ['eid-card'], benefits: [{ on: ['transport'], give: half }] }),
      'means-not-accepted',
    ],
    ['only for the companion', onTransport({ whose: 'companion' }), 'not-for-this-person'],
    ['only on Sundays', onTransport({ when: { weekdays: ['sunday'] } }), 'not-at-this-time'],
    ['only before ten', onTransport({ when: { to: '10:00' } }), 'not-at-this-time'],
    ['from ten', onTransport({ when: { from: '10:00' } }), 'applied'],
    ['of every three', relief('A', { freeOfEvery: 3 }), 'not-enough-units'],
    ['no cent left of the budget', relief('A', half, { budgetLeftCents: 0 }), 'budget-used'],
    [
      'no unit left of the quota',
      relief(
        'A',
        {
          quotas: [{ per: 'person', in: 'day', units: 2 }],
          benefits: [{ on: ['transport'], give: half }],
        },
        { quotasLeft: [0] },
      ),
      'quota-used',
    ],
    [
      'the person has none of its benefits',
      relief('A', half, { benefits: [] }),
      'no-item-of-its-classes',
    ],
  ])('%s', (_, candidate, code) => {
    expect(reasonOf(calculate(inputOf(basket, [candidate])), 'A', '1')?.code).toBe(code);
  });

  const points = { pointForEvery: 5 };
  const rebate = { spendPoints: 100, worth: 10 };
  test.each([
    ['too small to earn a point', relief('A', points), 0, 'too-little-for-points'],
    ['earns a point', relief('A', { pointForEvery: 2 }), 0, 'points-earned'],
    [
      'free already, so nothing is paid that could earn',
      relief('A', {
        choose: 'all',
        quotas: [{ per: 'person', in: 'day', units: 9 }],
        benefits: [
          { on: ['transport', 'grocery'], give: { percent: 100 } },
          { on: ['transport'], give: points },
        ],
      }),
      0,
      'applied',
    ],
    [
      'one portion of points is worth more than the basket',
      relief('A', rebate, { pointsBalance: 500 }),
      500,
      'too-little-for-points',
    ],
    ['too few points', relief('A', rebate, { pointsBalance: 50 }), 500, 'too-few-points'],
    ['points not asked for', relief('A', rebate, { pointsBalance: 500 }), 0, 'points-not-asked'],
  ])('points: %s', (_, candidate, spendPoints, code) => {
    const calculation = calculate(inputOf(basket, [candidate], { spendPoints }));
    expect(reasonOf(calculation, 'A', '1')?.code).toBe(code);
  });

  test('a line that others pay in full earns no point, and is told so', () => {
    const free = relief('B', { percent: 100 });
    const calculation = calculate(inputOf(basket, [free, relief('A', points)]));
    expect(reasonOf(calculation, 'A', '1')?.code).toBe('nothing-left-to-pay');
  });

  test('who won is named, what limited is named, and every candidate has one a line', () => {
    const quotas = [{ per: 'person', in: 'day', units: 2 } as const];
    const benefits = [{ on: ['transport'], give: { percent: 100 } }];
    const calculation = calculate(
      inputOf(
        [line('1', 3, 100), line('2', 1, 50, { class: 'bread' })],
        [
          relief('A', { exclusionGroup: 'fare', quotas, benefits }),
          relief('B', {
            exclusionGroup: 'fare',
            benefits: [{ on: ['transport'], give: { percent: 10 } }],
          }),
        ],
      ),
    );
    expect(reasonOf(calculation, 'A', '1')).toMatchObject({
      code: 'applied',
      limitedBy: 'quota-used',
    });
    expect(reasonOf(calculation, 'B', '1')).toMatchObject({
      code: 'another-is-better',
      wonBy: 'entitlement-A',
    });
    expect(reasonOf(calculation, 'B', '2')?.code).toBe('no-item-of-its-classes');
    expect(calculation.reasons).toHaveLength(4);
  });
});
