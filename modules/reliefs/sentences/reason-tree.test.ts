import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import type { Condition, HeldInner } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { someFact, somePerson } from '../testing/tiny-concepts.ts';
import { ownReasonOf, type Reason, reasonOf } from './reason-tree.ts';

const concepts = classifiersFromFiles();
const SECRETS = [
  someFact('disability', 'group-1', { from: '2011-11-11' }),
  someFact('grade', 4, { from: '2011-11-11' }),
];

/** What the person is told, and what a clerk is, as one text each. */
function told(condition: Condition, relation: 'child' | 'household'): { own: string; all: string } {
  const other = somePerson({ personId: 'other', birthDate: '1990-01-01', facts: SECRETS });
  const related = [{ relation, period: { from: '2015-01-01', to: null }, person: other }];
  const person = somePerson({ related });
  const explanation = explainCondition(condition, { person, day: '2026-03-11', concepts });
  const text = (reason: Reason): string => {
    return [reason.text.lv, reason.text.en, ...reason.parts.map(text)].join('\n');
  };
  return {
    own: text(ownReasonOf(explanation, concepts)),
    all: text(reasonOf(explanation, concepts)),
  };
}

const DISABLED: HeldInner = { fact: 'disability', in: ['group-1', 'group-2'] };

test.each<[string, Condition]>([
  ['somebody related', { related: 'household', where: DISABLED }],
  ['a count', { not: { count: 'household', where: DISABLED, self: true, from: 2 } }],
  ['a sum', { sum: 'grade', over: 'household', from: 1 }],
  [
    'a time',
    {
      related: 'household',
      where: { held: DISABLED, atLeast: { days: 1 }, inLast: { days: 9 } },
    },
  ],
])('what a register states of an adult of the household is for clerks only: %s', (_, condition) => {
  const { own, all } = told({ all: [condition, { age: { from: 18 } }] }, 'household');
  expect(all).toContain('2011-11-11');
  expect(own).not.toContain('2011-11-11');
  expect(own).not.toContain('11.11.2011');
  expect(own).toMatch(/age: at least 18 years – the age is 46 years/);
  expect(own).toMatch(/(yes|no): .*(household|people)/);
});

test('of those in care the person reads all', () => {
  const { own, all } = told({ related: 'child', where: DISABLED }, 'child');
  expect(own).toBe(all);
  expect(own).toContain('2011-11-11');
});
