import { expect, test } from 'vitest';
import type { Condition } from '../../reliefs/condition.ts';
import { explainCondition } from '../../reliefs/explain-condition.ts';
import { somePerson, tinyConcepts } from '../../reliefs/testing/tiny-concepts.ts';
import { changesTo } from './edge.ts';

const YES: Condition = { age: { from: 18 } };
const NO: Condition = { age: { below: 18 } };

test.each<[string, Condition, { yes: number; no: number }]>([
  ['one that holds', YES, { yes: 0, no: 1 }],
  ['one that does not', NO, { yes: 1, no: 0 }],
  ['all of three, two fail', { all: [YES, NO, NO] }, { yes: 2, no: 0 }],
  ['all of three that hold', { all: [YES, YES, YES] }, { yes: 0, no: 1 }],
  ['any of three, two hold', { any: [YES, YES, NO] }, { yes: 0, no: 2 }],
  ['any of two that fail', { any: [NO, NO] }, { yes: 1, no: 0 }],
  ['not', { not: { all: [YES, YES] } }, { yes: 1, no: 0 }],
  ['not of any', { not: { any: [NO, NO] } }, { yes: 0, no: 1 }],
  ['two of three, one holds', { atLeast: 2, of: [YES, NO, NO] }, { yes: 1, no: 0 }],
  ['two of three that hold', { atLeast: 2, of: [YES, YES, YES] }, { yes: 0, no: 2 }],
  ['the cheaper way', { any: [{ all: [NO, NO] }, { all: [YES, NO] }] }, { yes: 1, no: 0 }],
  ['nobody related', { related: 'child', where: YES }, { yes: 1, no: 0 }],
])('%s', (_, condition, { yes, no }) => {
  const subject = { person: somePerson(), day: '2026-03-11', concepts: tinyConcepts };
  const explanation = explainCondition(condition, subject);
  expect(changesTo('yes', explanation)).toBe(yes);
  expect(changesTo('no', explanation)).toBe(no);
});
