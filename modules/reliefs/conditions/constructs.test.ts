import { describe, expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import { checkVerdicts, verdictOf } from '../testing/check-verdicts.ts';
import { someFact } from '../testing/tiny-concepts.ts';

describe('sets of codes', () => {
  const both: Condition = { fact: 'skills', hasAll: ['sports', 'music'] };
  const skills = (...codes: string[]) => ({ facts: codes.map((code) => someFact('skills', code)) });
  checkVerdicts([
    ['each code by a narrower one', both, skills('running', 'singing'), 'yes'],
    ['one code is missing', both, skills('running', 'swimming'), 'no'],
    ['nothing stated, and the register is not complete', both, {}, 'unknown'],
    ['a register that is complete', { fact: 'permits', hasAll: ['red'] }, {}, 'no'],
    ['one of several', { fact: 'skills', in: ['music', 'running'] }, skills('singing'), 'yes'],
    [
      'one of them too old',
      { ...both, notOlderThan: { years: 1 } },
      {
        facts: [someFact('skills', 'music', { from: '2026-01-01' }), someFact('skills', 'running')],
      },
      'unknown',
    ],
  ]);
});

describe('dates', () => {
  const since = (day: string) => ({ facts: [someFact('moved-in', day)] });
  const elapsed = (in_: 'years' | 'months' | 'days', from?: number, below?: number): Condition => ({
    fact: 'moved-in',
    elapsed: { in: in_, from, below },
  });
  checkVerdicts([
    ['on the first day', { fact: 'moved-in', from: '2025-09-01' }, since('2025-09-01'), 'yes'],
    ['before the first day', { fact: 'moved-in', from: '2025-09-01' }, since('2025-08-31'), 'no'],
    ['the end is excluded', { fact: 'moved-in', below: '2025-09-01' }, since('2025-09-01'), 'no'],
    ['to is included', { fact: 'moved-in', to: '2025-09-01' }, since('2025-09-01'), 'yes'],
    ['six months are complete', elapsed('months', 6), since('2025-09-11'), 'yes'],
    ['six months lack a day', elapsed('months', 6), since('2025-09-12'), 'no'],
    [
      'a year since 29 February lacks a day',
      elapsed('years', 1),
      since('2024-02-29'),
      'no',
      '2025-02-28',
    ],
    [
      'a year since 29 February is complete',
      elapsed('years', 1),
      since('2024-02-29'),
      'yes',
      '2025-03-01',
    ],
    [
      'a month since the 31st ends on the 1st',
      elapsed('months', 1),
      since('2026-01-31'),
      'no',
      '2026-02-28',
    ],
    ['and is complete then', elapsed('months', 1), since('2026-01-31'), 'yes', '2026-03-01'],
    [
      'days over the change of the clock',
      elapsed('days', 2),
      since('2026-03-28'),
      'yes',
      '2026-03-30',
    ],
    ['and not a day earlier', elapsed('days', 2), since('2026-03-28'), 'no', '2026-03-29'],
    [
      'days over the other change of the clock',
      elapsed('days', 1, 2),
      since('2026-10-25'),
      'yes',
      '2026-10-26',
    ],
    ['of a day to come nothing has elapsed', elapsed('days', 0), since('2026-03-12'), 'no'],
    ['a day to come is below any bound', elapsed('days', undefined, 1), since('2026-03-12'), 'yes'],
    ['nothing stated', elapsed('days', 1), {}, 'unknown'],
  ]);
});

describe('statements that grow old', () => {
  const low: Condition = { fact: 'income', below: 500, notOlderThan: { months: 12 } };
  const income = (euros: number, from: string) => someFact('income', euros * 100, { from });
  checkVerdicts([
    ['stated lately', low, { facts: [income(499.99, '2025-12-01')] }, 'yes'],
    ['stated lately, too much', low, { facts: [income(500, '2025-12-01')] }, 'no'],
    ['exactly so long ago', low, { facts: [income(400, '2025-03-11')] }, 'yes'],
    ['a day longer ago', low, { facts: [income(400, '2025-03-10')] }, 'unknown'],
    ['too much, too long ago', low, { facts: [income(900, '2025-03-10')] }, 'unknown'],
    [
      'an old value beside a new one that is too much',
      low,
      { facts: [income(400, '2020-01-01'), income(900, '2026-01-01')] },
      'unknown',
    ],
    [
      'a household’s statement is as old as it is, whoever joined later',
      { fact: 'household-income', below: 500, notOlderThan: { months: 12 } },
      {
        facts: [
          { ...someFact('household-income', 100, { from: '2026-01-01' }), since: '2024-01-01' },
        ],
      },
      'unknown',
    ],
  ]);
});

describe('age and birth', () => {
  const born = (birthDate: string) => ({ birthDate });
  const on = (
    day: 'year-start' | 'year-end' | 'school-year-start' | 'school-year-end',
  ): Condition => ({
    age: { from: 18, on: day },
  });
  checkVerdicts([
    ['months', { age: { from: 18, in: 'months' } }, born('2024-09-11'), 'yes'],
    ['months lack a day', { age: { from: 18, in: 'months' } }, born('2024-09-12'), 'no'],
    ['days', { age: { below: 10, in: 'days' } }, born('2026-03-02'), 'yes'],
    ['days are over', { age: { below: 10, in: 'days' } }, born('2026-03-01'), 'no'],
    ['at the start of the year', on('year-start'), born('2008-01-01'), 'yes'],
    ['a day too late for it', on('year-start'), born('2008-01-02'), 'no'],
    ['at the end of the year', on('year-end'), born('2008-12-31'), 'yes'],
    ['at the start of the school year', on('school-year-start'), born('2007-09-01'), 'yes'],
    ['a day too late for it', on('school-year-start'), born('2007-09-02'), 'no'],
    ['at the end of the school year', on('school-year-end'), born('2008-08-31'), 'yes'],
    ['a day too late for it', on('school-year-end'), born('2008-09-01'), 'no'],
    [
      'the school year turns on 1 September',
      on('school-year-end'),
      born('2008-09-01'),
      'yes',
      '2026-09-01',
    ],
    [
      '29 February, at the start of the year',
      on('year-start'),
      born('2008-02-29'),
      'no',
      '2026-12-31',
    ],
    ['and of the next one', on('year-start'), born('2008-02-29'), 'yes', '2027-01-01'],
    ['born in the first year', { born: { from: '1990-01-01' } }, born('1990-01-01'), 'yes'],
    [
      'born after the last',
      { born: { from: '1990-01-01', below: '2000-01-01' } },
      born('2000-01-01'),
      'no',
    ],
  ]);
});

describe('definitions', () => {
  const definition = (
    versions: { from: string; to: string | null; condition: Condition }[],
  ): Condition => ({
    definition: 'adult',
    versions: versions.map((one, position) => ({ ...one, version: position + 1 })),
  });
  const changed = definition([
    { from: '2020-01-01', to: '2026-01-01', condition: { age: { from: 18 } } },
    { from: '2026-01-01', to: '2027-01-01', condition: { age: { from: 21 } } },
  ]);
  const nineteen = { birthDate: '2006-06-01' };
  checkVerdicts([
    ['by the earlier version', changed, nineteen, 'yes', '2025-12-31'],
    ['by the later version', changed, nineteen, 'no', '2026-01-01'],
    ['before the first', changed, nineteen, 'unknown', '2019-12-31'],
    ['after the last', changed, nineteen, 'unknown', '2027-01-01'],
    ['never resolved', { definition: 'nowhere' }, nineteen, 'unknown'],
  ]);
});

test('a kind of facts that the vocabulary has lost is unknown, never a failure', () => {
  expect(verdictOf({ fact: 'shoe-size', from: 44 }, {})).toBe('unknown');
  expect(verdictOf({ sum: 'shoe-size', over: 'child', from: 44 }, {})).toBe('unknown');
  const held: Condition = {
    held: { fact: 'shoe-size', from: 4 },
    atLeast: { days: 1 },
    inLast: { days: 2 },
  };
  expect(verdictOf(held, {})).toBe('unknown');
});
