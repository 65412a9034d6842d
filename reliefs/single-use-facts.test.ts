import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import type { Condition } from '../modules/reliefs/condition.ts';
import type { Relief } from '../modules/reliefs/instruction.ts';
import { readReliefFiles } from './read-relief-files.ts';

/**
 * Facts that only one relief asks for, each with the reason why it exists all the same: a register
 * holds it for its own sake. A fact made up for a relief has no place here.
 */
const SINGLE_USE_FACTS: Record<string, string> = {
  'care-status':
    'The orphan’s courts and the register of persons with these guarantees decide and record the status; social guarantees of many laws follow from it.',
  'care-form':
    'The same register records where the child is placed, because the placement is a decision of its own with its own dates.',
  'fare-status':
    'The statuses of a repressed person and of a resistance participant are granted for life by their own laws, with a certificate and a register entry each.',
  pension:
    'The State Social Insurance Agency keeps each pension that it pays, with its kind and period.',
  employed:
    'The State Social Insurance Agency knows from the employers’ reports who is insured as an employee, and since when.',
};

const classifiers = classifiersFromFiles();
const catalogue = readReliefFiles(classifiers);

test('every fact that a single relief uses is on the list, with a reason', () => {
  const reliefsOf = new Map<string, Set<string>>();
  for (const relief of catalogue) {
    for (const fact of factsOf(relief)) {
      reliefsOf.set(fact, (reliefsOf.get(fact) ?? new Set()).add(relief.code));
    }
  }
  const single = [...reliefsOf].filter(([, codes]) => codes.size === 1).map(([fact]) => fact);
  expect(single.sort()).toEqual(Object.keys(SINGLE_USE_FACTS).sort());
});

test('no kind of fact is without a relief', () => {
  const used = new Set(catalogue.flatMap(factsOf));
  expect(classifiers.factKinds.map((kind) => kind.code).filter((code) => !used.has(code))).toEqual(
    [],
  );
});

function factsOf(relief: Relief): string[] {
  const conditions = relief.versions.flatMap(({ who, benefits }) => [
    who,
    ...benefits.flatMap((benefit) => (benefit.who ? [benefit.who] : [])),
  ]);
  const shares = relief.versions.flatMap(({ shares }) => shares ?? []);
  const grantors = [relief.grantor, ...shares.map((share) => share.grantor)];
  const places = grantors.flatMap((one) => (typeof one === 'string' ? [] : [one.municipalityOf]));
  return [...new Set([...conditions.flatMap(factsIn), ...places])];
}

function factsIn(condition: Condition): string[] {
  if ('fact' in condition) return [condition.fact];
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  if ('of' in condition) return condition.of.flatMap(factsIn);
  if ('not' in condition) return factsIn(condition.not);
  if ('sum' in condition)
    return [condition.sum, ...(condition.where ? factsIn(condition.where) : [])];
  if ('held' in condition) return factsIn(condition.held);
  return 'where' in condition && condition.where ? factsIn(condition.where) : [];
}
