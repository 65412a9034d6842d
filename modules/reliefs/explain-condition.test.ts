import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonFacts } from '../persons/person-facts.ts';
import type { Condition, Verdict } from './condition.ts';
import { decisivePart, explainCondition } from './explain-condition.ts';
import { anyCondition, someDay } from './testing/condition-arbitraries.ts';
import { anyPerson } from './testing/person-arbitraries.ts';
import { someFact, somePerson, tinyConcepts } from './testing/tiny-concepts.ts';

const DAY = '2026-03-11';
const yes: Condition = { age: { from: 0 } };
const no: Condition = { age: { below: 1 } };
const unknown: Condition = { fact: 'employed', is: true };

function verdict(condition: Condition, person: PersonFacts = somePerson(), day = DAY): Verdict {
  const subject = { person, day, concepts: tinyConcepts, grantorTerritory: '0099000' };
  return explainCondition(condition, subject).verdict;
}

describe('Kleene', () => {
  const table: [string, Condition, Verdict][] = [
    ['yes and unknown', { all: [yes, unknown] }, 'unknown'],
    ['no and unknown', { all: [unknown, no] }, 'no'],
    ['yes or unknown', { any: [unknown, yes] }, 'yes'],
    ['no or unknown', { any: [no, unknown] }, 'unknown'],
    ['not unknown', { not: unknown }, 'unknown'],
    ['not no', { not: no }, 'yes'],
    ['one of yes, unknown', { atLeast: 1, of: [yes, unknown] }, 'yes'],
    ['two of yes, unknown', { atLeast: 2, of: [yes, unknown] }, 'unknown'],
    ['two of yes, no', { atLeast: 2, of: [yes, no] }, 'no'],
    ['three of two', { atLeast: 3, of: [yes, yes] }, 'no'],
  ];
  test.each(table)('%s', (_, condition, expected) => {
    expect(verdict(condition)).toBe(expected);
  });
});

describe('facts', () => {
  const group2 = someFact('disability', 'group-2', { from: '2024-03-01', to: '2026-03-11' });
  const parish = someFact('residence', '0099110');
  const elsewhere = someFact('residence', '0098110');
  const grade = someFact('grade', 4);
  const table: [string, Condition, PersonFacts['facts'], Verdict][] = [
    ['the register is complete: absent is no', { fact: 'disability', is: 'group-1' }, [], 'no'],
    ['nothing is known: absent is unknown', { fact: 'residence', is: 'rural' }, [], 'unknown'],
    ['a fact ends on its last day', { fact: 'disability', is: 'group-2' }, [group2], 'no'],
    ['a parish lies in its municipality', { fact: 'residence', is: '0099000' }, [parish], 'yes'],
    ['a parish is a member of the rural ones', { fact: 'residence', is: 'rural' }, [parish], 'yes'],
    [
      'a municipality does not lie in its parish',
      { fact: 'residence', is: '0099120' },
      [parish],
      'no',
    ],
    ['within the grantor', { fact: 'residence', within: 'grantor' }, [parish], 'yes'],
    ['within another', { fact: 'residence', within: 'grantor' }, [elsewhere], 'no'],
    ['any of several values', { fact: 'residence', within: 'grantor' }, [elsewhere, parish], 'yes'],
    ['from is included', { fact: 'grade', from: 4 }, [grade], 'yes'],
    ['to is included', { fact: 'grade', from: 1, to: 4 }, [grade], 'yes'],
    ['below is excluded', { fact: 'grade', below: 4 }, [grade], 'no'],
    ['a truth value', { fact: 'employed', is: false }, [someFact('employed', 0)], 'yes'],
    ['the other truth value', { fact: 'employed', is: false }, [someFact('employed', 1)], 'no'],
  ];
  test.each(table)('%s', (_, condition, facts, expected) => {
    expect(verdict(condition, somePerson({ facts }))).toBe(expected);
  });

  test('a fact counts on its first day and on the day before its end', () => {
    const person = somePerson({ facts: [group2] });
    const condition: Condition = { fact: 'disability', is: 'group-2' };
    expect(verdict(condition, person, '2024-02-29')).toBe('no');
    expect(verdict(condition, person, '2024-03-01')).toBe('yes');
    expect(verdict(condition, person, '2026-03-10')).toBe('yes');
  });

  test('without a territory of the grantor, within is unknown', () => {
    const person = somePerson({ facts: [parish] });
    const subject = { person, day: DAY, concepts: tinyConcepts };
    expect(explainCondition({ fact: 'residence', within: 'grantor' }, subject).verdict).toBe(
      'unknown',
    );
  });
});

test('a year of age is complete on the birthday, and for 29 February on 1 March', () => {
  const person = somePerson({ birthDate: '2008-02-29' });
  expect(verdict({ age: { below: 18 } }, person, '2026-02-28')).toBe('yes');
  expect(verdict({ age: { below: 18 } }, person, '2026-03-01')).toBe('no');
  expect(verdict({ age: { from: 18, below: 19 } }, person, '2026-03-01')).toBe('yes');
});

describe('related persons', () => {
  const always = { from: '2000-01-01', to: null };
  function child(personId: string, known: Partial<PersonFacts> = {}) {
    const person = somePerson({ personId, birthDate: '2015-01-01', ...known });
    return { relation: 'child' as const, period: always, person };
  }
  const minor: Condition = { age: { below: 18 } };
  const employed = (value: number) => ({ facts: [someFact('employed', value)] });
  const table: [string, Condition, PersonFacts['related'], Verdict][] = [
    ['nobody', { related: 'child', where: minor }, [], 'no'],
    ['one child', { related: 'child', where: minor }, [child('a')], 'yes'],
    [
      'one, of whom nothing is known',
      { related: 'child', where: unknown },
      [child('a')],
      'unknown',
    ],
    ['two children', { count: 'child', where: minor, from: 3 }, [child('a'), child('b')], 'no'],
    [
      'twins and one more',
      { count: 'child', where: minor, from: 3 },
      [child('a'), child('b'), child('c')],
      'yes',
    ],
    [
      'the same child twice',
      { count: 'child', where: minor, from: 2 },
      [child('a'), child('a')],
      'no',
    ],
    [
      'a child not born yet',
      { related: 'child', where: minor },
      [child('a', { birthDate: '2026-03-12' })],
      'no',
    ],
    [
      'a child that died',
      { related: 'child', where: minor },
      [child('a', { deathDate: '2026-03-10' })],
      'no',
    ],
    [
      'bounds straddle the limit: 1 or 2 of at least 2',
      { count: 'child', where: unknown, from: 2 },
      [child('a', employed(1)), child('b')],
      'unknown',
    ],
    [
      'bounds above the limit: 2 or 3 of at least 2',
      { count: 'child', where: unknown, from: 2 },
      [child('a', employed(1)), child('b', employed(1)), child('c')],
      'yes',
    ],
    [
      'bounds below the limit: 0 or 1 of at least 2',
      { count: 'child', where: unknown, from: 2 },
      [child('a', employed(0)), child('b')],
      'no',
    ],
  ];
  test.each(table)('%s', (_, condition, related, expected) => {
    expect(verdict(condition, somePerson({ related }))).toBe(expected);
  });
});

test('an explanation names the fact, its value, period and register', () => {
  const facts = [someFact('disability', 'group-1', { from: '2019-05-01' })];
  const condition: Condition = { any: [{ fact: 'disability', is: 'group-1' }, no] };
  const subject = { person: somePerson({ facts }), day: DAY, concepts: tinyConcepts };
  expect(decisivePart(explainCondition(condition, subject))).toEqual({
    kind: 'any',
    verdict: 'yes',
    parts: [
      {
        kind: 'fact',
        verdict: 'yes',
        condition: { fact: 'disability', is: 'group-1' },
        facts: [
          { value: 'group-1', register: 'population', period: { from: '2019-05-01', to: null } },
        ],
      },
    ],
  });
});

test('a sum names the facts that were summed; what is kept with an entitlement does not', () => {
  const of = (personId: string, euros: number) =>
    somePerson({ personId, facts: [someFact('income', euros * 100)] });
  const period = { from: '2000-01-01', to: null };
  const related = [
    { relation: 'household' as const, period, person: of('wife', 900) },
    { relation: 'household' as const, period, person: somePerson({ personId: 'aunt' }) },
    { relation: 'parent' as const, period, person: of('father', 5) },
  ];
  const person = { ...of('person', 700), related };
  const condition: Condition = { sum: 'income', over: 'household', self: true, from: 1000 };
  const explanation = explainCondition(condition, { person, day: DAY, concepts: tinyConcepts });
  const stated = { register: 'population', period };
  expect(explanation).toMatchObject({
    verdict: 'yes',
    facts: [
      { value: 70_000, ...stated },
      { value: 90_000, ...stated },
    ],
  });
  expect(decisivePart(explanation)).toMatchObject({ verdict: 'yes', facts: [] });
});

test('a time that something held names the facts of its window, in the order of time', () => {
  const facts = [
    someFact('residence', '0099120', { from: '2026-03-11' }),
    someFact('residence', '0099110', { from: '2026-01-01', to: '2026-03-02' }),
    someFact('residence', '0098110', { from: '2025-01-01', to: '2026-01-01' }),
    someFact('residence', '0099110', { from: '2026-03-12' }),
    someFact('grade', 4),
  ];
  const condition: Condition = {
    held: { fact: 'residence', is: '0099000' },
    atLeast: { days: 2 },
    inLast: { days: 10 },
  };
  const subject = { person: somePerson({ facts }), day: DAY, concepts: tinyConcepts };
  expect(explainCondition(condition, subject)).toMatchObject({
    verdict: 'unknown',
    days: { yes: 1, from: '2026-03-02' },
    facts: [{ value: '0099120' }],
  });
  const longer: Condition = { ...condition, inLast: { days: 11 } };
  expect(explainCondition(longer, subject)).toMatchObject({
    verdict: 'yes',
    facts: [{ value: '0099110' }, { value: '0099120' }],
  });
});

test('the decisive part of an explanation has the same verdict', () => {
  fc.assert(
    fc.property(anyCondition, anyPerson, someDay, (condition, person, day) => {
      const subject = { person, day, concepts: tinyConcepts, grantorTerritory: '0099000' };
      const explanation = explainCondition(condition, subject);
      expect(decisivePart(explanation).verdict).toBe(explanation.verdict);
    }),
    { numRuns: 2000, verbose: 1 },
  );
});

test('what is learnt never turns a yes into a no: unknown stands for both', () => {
  fc.assert(
    fc.property(anyCondition, anyPerson, someDay, fc.boolean(), (condition, person, day, value) => {
      const learnt = {
        ...person,
        facts: [...person.facts, someFact('employed', Number(value), { from: '1900-01-01' })],
      };
      if (person.facts.some((fact) => fact.kind === 'employed')) return;
      const subject = { day, concepts: tinyConcepts, grantorTerritory: '0099000' };
      const before = explainCondition(condition, { ...subject, person }).verdict;
      const after = explainCondition(condition, { ...subject, person: learnt }).verdict;
      if (before !== 'unknown') expect(after).toBe(before);
    }),
    { numRuns: 2000, verbose: 1 },
  );
});
