import { describe, expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import { tinyConcepts } from '../testing/tiny-concepts.ts';
import { canBe } from './can-be.ts';
import type { Sign } from './signed.ts';
import type { World } from './world.ts';

const world: World = { concepts: tinyConcepts, days: { from: '2024-01-01', to: null } };
const AGED: Condition = { age: { from: 18 } };
const PUPIL: Condition = { fact: 'grade', from: 1, below: 13 };

describe('what a verdict can be', () => {
  const table: [what: string, condition: Condition, cannot: Sign[]][] = [
    ['age between bounds', AGED, []],
    ['younger and older', { all: [AGED, { age: { below: 18 } }] }, ['yes', 'not-no']],
    ['younger or older', { any: [AGED, { age: { below: 18 } }] }, ['no', 'not-yes']],
    ['any age', { age: { from: 0 } }, ['no', 'not-yes']],
    ['a gap of a year', { any: [{ age: { below: 18 } }, { age: { from: 19 } }] }, []],
    [
      '216 months and below 18 years',
      { all: [{ age: { from: 216, in: 'months' } }, { age: { below: 18 } }] },
      ['yes', 'not-no'],
    ],
    [
      '215 months and below 18 years',
      { all: [{ age: { from: 215, in: 'months' } }, { age: { below: 18 } }] },
      [],
    ],
    [
      '6600 days and below 18 years',
      { all: [{ age: { from: 6600, in: 'days' } }, { age: { below: 18 } }] },
      ['yes', 'not-no'],
    ],
    [
      'born in 1945 and below 70',
      { all: [{ born: { below: '1946-01-01' } }, { age: { below: 70 } }] },
      ['yes', 'not-no'],
    ],
    [
      'born in 1954 and below 70',
      { all: [{ born: { below: '1955-01-01' } }, { age: { below: 70 } }] },
      [],
    ],
    [
      '7 this year, and 8 on its first day',
      { all: [{ age: { below: 8, on: 'year-end' } }, { age: { from: 8, on: 'year-start' } }] },
      ['yes', 'not-no'],
    ],
    [
      'it and its opposite',
      { all: [{ group: 'choir' }, { not: { group: 'choir' } }] },
      ['yes', 'not-no'],
    ],
    [
      'employed or not',
      {
        any: [
          { fact: 'employed', is: true },
          { fact: 'employed', is: false },
        ],
      },
      ['no'],
    ],
    [
      'employed and not',
      {
        all: [
          { fact: 'employed', is: true },
          { fact: 'employed', is: false },
        ],
      },
      [],
    ],
    [
      'in a parish and not in its municipality',
      {
        all: [{ fact: 'residence', is: '0099110' }, { not: { fact: 'residence', is: '0099000' } }],
      },
      ['yes'],
    ],
    [
      'in a municipality and not in one parish',
      {
        all: [{ fact: 'residence', is: '0099000' }, { not: { fact: 'residence', is: '0099110' } }],
      },
      [],
    ],
    [
      'grades covered together',
      {
        all: [
          PUPIL,
          {
            not: {
              any: [
                { fact: 'grade', below: 6 },
                { fact: 'grade', from: 6 },
              ],
            },
          },
        ],
      },
      ['yes', 'not-no'],
    ],
    [
      'two of three that exclude each other',
      {
        atLeast: 2,
        of: [{ age: { below: 6 } }, { age: { from: 6, below: 9 } }, { age: { from: 9 } }],
      },
      ['yes', 'not-no'],
    ],
    [
      'two of three of which two always hold',
      { atLeast: 2, of: [{ age: { from: 0 } }, { any: [AGED, { age: { below: 18 } }] }, PUPIL] },
      ['no', 'not-yes'],
    ],
    [
      'a child who cannot be',
      { related: 'child', where: { all: [AGED, { age: { below: 7 } }] } },
      ['yes', 'not-no'],
    ],
    [
      'a grown child and no child at all',
      {
        all: [
          { related: 'child', where: AGED },
          { not: { related: 'child', where: { age: { from: 0 } } } },
        ],
      },
      ['yes', 'not-no'],
    ],
    [
      'three young children, fewer than two minors',
      {
        all: [
          { count: 'child', where: { age: { below: 7 } }, from: 3 },
          { count: 'child', where: { age: { below: 18 } }, below: 2 },
        ],
      },
      ['yes', 'not-no'],
    ],
    [
      'three minors, fewer than two young ones',
      {
        all: [
          { count: 'child', where: { age: { below: 18 } }, from: 3 },
          { count: 'child', where: { age: { below: 7 } }, below: 2 },
        ],
      },
      [],
    ],
    [
      'one of the two is the person',
      {
        all: [
          { count: 'household', self: true, where: AGED, from: 2 },
          { count: 'household', where: AGED, below: 2 },
        ],
      },
      [],
    ],
    [
      'a sum between bounds that exclude each other',
      {
        all: [
          { sum: 'grade', over: 'household', from: 10 },
          { sum: 'grade', over: 'household', below: 10 },
        ],
      },
      ['yes'],
    ],
    [
      'a sum at its upper bound',
      {
        all: [
          { sum: 'grade', over: 'household', from: 10 },
          { sum: 'grade', over: 'household', to: 10 },
        ],
      },
      [],
    ],
  ];
  test.each(table)('%s', (_, condition, cannot) => {
    const signs: Sign[] = ['yes', 'no', 'not-yes', 'not-no'];
    expect(signs.filter((sign) => !canBe([{ sign, condition }], world))).toEqual(cannot);
  });
});

test('one value at a time: two codes that exclude each other', () => {
  const condition: Condition = {
    all: [
      { fact: 'disability', is: 'group-1' },
      { fact: 'disability', is: 'child' },
    ],
  };
  expect(canBe([{ sign: 'yes', condition }], world)).toBe(true);
  expect(canBe([{ sign: 'yes', condition }], { ...world, oneValue: true })).toBe(false);
});

test('a set with one code is not a set with any', () => {
  const has = (code: string): Condition => ({ fact: 'permits', hasAll: [code] });
  expect(
    canBe(
      [
        { sign: 'yes', condition: has('red') },
        { sign: 'not-yes', condition: has('blue') },
      ],
      world,
    ),
  ).toBe(true);
  expect(
    canBe(
      [
        { sign: 'yes', condition: has('red') },
        { sign: 'not-yes', condition: has('red') },
      ],
      world,
    ),
  ).toBe(false);
});

describe('what can be unknown', () => {
  const EMPLOYED: Condition = { fact: 'employed', is: true };
  const table: [what: string, condition: Condition, isPossible: boolean][] = [
    ['an age', AGED, false],
    ['a group', { group: 'choir' }, false],
    ['a fact of a register that is complete', PUPIL, false],
    ['one that is too old', { ...PUPIL, notOlderThan: { months: 6 } }, true],
    ['a fact of a register that is not', EMPLOYED, true],
    ['its opposite', { not: EMPLOYED }, true],
    [
      'a place, where it is not told who gives',
      { fact: 'institution-territory', within: 'grantor' },
      true,
    ],
    ['a child of whom it may be unknown', { related: 'child', where: EMPLOYED }, true],
    ['a child of whom it is known', { related: 'child', where: AGED }, false],
    ['few such children', { count: 'child', where: EMPLOYED, below: 3 }, true],
    ['few and some such children', { count: 'child', where: EMPLOYED, from: 2, below: 3 }, true],
    ['few children of an age', { count: 'child', where: AGED, below: 3 }, false],
    ['a sum', { sum: 'grade', over: 'child', from: 3 }, true],
    [
      'a definition in force',
      { definition: 'grown', versions: [version('2020-01-01', null)] },
      false,
    ],
    [
      'one that ends',
      { definition: 'grown', versions: [version('2020-01-01', '2025-01-01')] },
      true,
    ],
    ['one that begins', { definition: 'grown', versions: [version('2024-01-02', null)] }, true],
    ['one that nobody knows', { definition: 'grown' }, true],
  ];
  test.each(table)('%s', (_, condition, isPossible) => {
    const unknown = (['not-yes', 'not-no'] as const).map((sign) => ({ sign, condition }));
    expect(canBe(unknown, world)).toBe(isPossible);
  });

  function version(from: string, to: string | null) {
    return { version: 1, from, to, condition: AGED };
  }
});
