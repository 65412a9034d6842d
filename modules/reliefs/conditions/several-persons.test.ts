import { describe } from 'vitest';
import type { PersonFacts } from '../../persons/person-facts.ts';
import type { Condition, Relation } from '../condition.ts';
import { checkVerdicts } from '../testing/check-verdicts.ts';
import { someFact, somePerson } from '../testing/tiny-concepts.ts';

const ALWAYS = { from: '1990-01-01', to: null };

function related(
  relation: Relation,
  personId: string,
  known: Partial<PersonFacts> = {},
): PersonFacts['related'][number] {
  return { relation, period: ALWAYS, person: somePerson({ personId, ...known }) };
}

describe('counts and sums', () => {
  const minor: Condition = { age: { below: 18 } };
  const twins = [
    related('child', 'a', { birthDate: '2015-05-05' }),
    related('child', 'b', { birthDate: '2015-05-05' }),
  ];
  const earns = (euros: number) => ({ facts: [someFact('income', euros * 100)] });
  const sum = (limits: object): Condition => ({
    sum: 'income',
    over: 'household',
    self: true,
    ...limits,
  });
  const units = { perUnit: { first: 1, steps: [{ below: 14, weight: 0.3 }], otherwise: 0.5 } };
  const wife = (known: Partial<PersonFacts>) => related('household', 'wife', known);
  checkVerdicts([
    [
      'twins are two children',
      { count: 'child', where: minor, from: 2 },
      { related: twins },
      'yes',
    ],
    [
      'the person makes it three',
      { count: 'child', where: { age: { from: 0 } }, self: true, from: 3 },
      { related: twins },
      'yes',
    ],
    [
      'the person does not meet it',
      { count: 'child', where: minor, self: true, from: 3 },
      { related: twins },
      'no',
    ],
    [
      'a registered companion',
      { related: 'companion', where: { age: { from: 18 } } },
      { related: [related('companion', 'c')] },
      'yes',
    ],
    [
      'who accompanies is not accompanied',
      { related: 'accompanied', where: { age: { from: 18 } } },
      { related: [related('companion', 'c')] },
      'no',
    ],
    [
      'both incomes',
      sum({ below: 1000 }),
      { ...earns(500), related: [wife(earns(499.99))] },
      'yes',
    ],
    [
      'both incomes, a cent more',
      sum({ below: 1000 }),
      { ...earns(500), related: [wife(earns(500))] },
      'no',
    ],
    [
      'one income is not known',
      sum({ below: 1000 }),
      { ...earns(500), related: [wife({})] },
      'unknown',
    ],
    [
      'not known, but one is enough',
      sum({ below: 1000 }),
      { ...earns(1000), related: [wife({})] },
      'no',
    ],
    [
      'a complete register: no aid is none',
      { sum: 'aid', over: 'household', to: 0 },
      { related: [wife({})] },
      'yes',
    ],
    [
      'two values of one person',
      sum({ from: 900 }),
      { facts: [someFact('income', 50_000), someFact('income', 40_000)] },
      'yes',
    ],
    ['nobody related', { sum: 'income', over: 'child', from: 1 }, earns(900), 'no'],
    [
      'only those who meet the condition',
      { sum: 'income', over: 'household', where: minor, from: 1 },
      { related: [wife(earns(900))] },
      'no',
    ],
    [
      'perhaps those who meet the condition',
      { sum: 'income', over: 'household', where: { fact: 'employed', is: true }, from: 1 },
      { related: [wife(earns(900))] },
      'unknown',
    ],
    // 1 + 0.5 + 0.3 units: 1800 euros are 1000 for each.
    [
      'for each unit, just below',
      sum({ ...units, below: 1000 }),
      {
        ...earns(1799.99),
        related: [
          wife(earns(0)),
          related('household', 'son', { ...earns(0), birthDate: '2020-01-01' }),
        ],
      },
      'yes',
    ],
    [
      'for each unit, exactly',
      sum({ ...units, below: 1000 }),
      {
        ...earns(1800),
        related: [
          wife(earns(0)),
          related('household', 'son', { ...earns(0), birthDate: '2020-01-01' }),
        ],
      },
      'no',
    ],
    [
      'a child of fourteen weighs more',
      sum({ ...units, below: 1000 }),
      {
        ...earns(1800),
        related: [
          wife(earns(0)),
          related('household', 'son', { ...earns(0), birthDate: '2012-03-11' }),
        ],
      },
      'yes',
    ],
    [
      'the household’s income once, for each unit',
      { sum: 'household-income', over: 'household', self: true, ...units, to: 1000 },
      {
        facts: [someFact('household-income', 150_000)],
        related: [wife({ facts: [someFact('household-income', 150_000)] })],
      },
      'yes',
    ],
    [
      'nobody certain to be counted',
      {
        sum: 'income',
        over: 'household',
        where: { fact: 'employed', is: true },
        ...units,
        below: 1000,
      },
      { related: [wife(earns(900))] },
      'unknown',
    ],
  ]);
});

describe('held for long enough', () => {
  const here = (from: string, to: string | null = null) =>
    someFact('residence', '0099110', { from, to });
  const year: Condition = {
    held: { fact: 'residence', within: 'grantor' },
    atLeast: { months: 12 },
    inLast: { months: 24 },
  };
  checkVerdicts([
    ['a year to the day', year, { facts: [here('2025-03-12')] }, 'yes'],
    ['a day short, and nothing known before', year, { facts: [here('2025-03-13')] }, 'unknown'],
    [
      'a day short, and elsewhere before',
      year,
      { facts: [here('2025-03-13'), someFact('residence', '0098110', { to: '2025-03-13' })] },
      'no',
    ],
    [
      'in two stretches',
      year,
      { facts: [here('2024-04-01', '2024-10-01'), here('2025-08-01')] },
      'yes',
    ],
    [
      'long ago does not count',
      year,
      {
        facts: [
          here('2010-01-01', '2024-03-11'),
          someFact('residence', '0098110', { from: '2024-03-11' }),
        ],
      },
      'no',
    ],
    [
      'days before birth do not count',
      year,
      { birthDate: '2025-09-01', facts: [here('2025-09-01')] },
      'no',
    ],
    [
      'moved in the middle of a month',
      {
        held: { fact: 'residence', within: 'grantor' },
        atLeast: { days: 16 },
        inLast: { days: 31 },
      },
      { facts: [here('2026-03-16'), someFact('residence', '0098110', { to: '2026-03-16' })] },
      'yes',
      '2026-03-31',
    ],
    [
      'and a day earlier',
      {
        held: { fact: 'residence', within: 'grantor' },
        atLeast: { days: 16 },
        inLast: { days: 31 },
      },
      { facts: [here('2026-03-16'), someFact('residence', '0098110', { to: '2026-03-16' })] },
      'no',
      '2026-03-30',
    ],
    [
      'overlapping periods count once',
      { held: { group: 'choir' }, atLeast: { days: 20 }, inLast: { days: 30 } },
      {
        groups: [
          { code: 'choir', period: { from: '2026-03-01', to: null } },
          { code: 'choir', period: { from: '2026-03-02', to: null } },
        ],
      },
      'no',
    ],
  ]);
});
