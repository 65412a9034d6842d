import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, UNITS_OF_TIME } from '../../../platform/clock/day.ts';
import { AGE_DAYS, type Condition } from '../condition.ts';
import { explainCondition } from '../explain-condition.ts';
import { somePerson, tinyConcepts } from '../testing/tiny-concepts.ts';
import { birthLeavesIn } from './known-birth.ts';
import { lintAges } from './lint-ages.ts';
import { lintBirths } from './lint-births.ts';

const TIMEOUT_MS = 120_000;
const numRuns = Number(process.env.FC_RUNS ?? 300);
const world = { concepts: tinyConcepts, days: { from: '2024-01-01', to: null } };

const someAge: fc.Arbitrary<Condition> = fc
  .record({
    in: fc.constantFrom(...UNITS_OF_TIME),
    on: fc.constantFrom(...AGE_DAYS),
    near: fc.integer({ min: -20, max: 20 }),
    isUpper: fc.boolean(),
  })
  .map(({ in: unit, on, near, isUpper }) => {
    const bound = { years: 7 + Math.sign(near), months: 84 + near, days: 2557 + 15 * near }[unit];
    return { age: { in: unit, on, ...(isUpper ? { below: bound } : { from: bound }) } };
  });
const someBirth: fc.Arbitrary<Condition> = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.boolean())
  .map(([days, isUpper]) => {
    const day = addDays('2017-01-01', days);
    return { born: isUpper ? { below: day } : { from: day } };
  });
const someGroup = fc.constantFrom<Condition>({ group: 'choir' }, { group: 'club' });
const tree: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: someAge },
    { weight: 2, arbitrary: someBirth },
    { weight: 2, arbitrary: someGroup },
    {
      weight: 3,
      arbitrary: fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((any) => ({ any })),
    },
    {
      weight: 2,
      arbitrary: fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((all) => ({ all })),
    },
    { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
  ),
})).node;

/** Two alternatives, with anything else: gaps are often between them. */
const alternatives = (leaf: fc.Arbitrary<Condition>) =>
  fc.oneof(
    tree,
    fc.tuple(leaf, leaf).map((any): Condition => ({ all: [{ any }, { group: 'choir' }] })),
    fc.tuple(leaf, leaf, tree).map((any): Condition => ({ any })),
  );

/** Whether a person of some groups has it in the first and last case, and not in the second. */
function isLostBySomebody(
  condition: Condition,
  cases: { birthDate: string; day: string }[],
): boolean {
  const period = { from: '2000-01-01', to: null };
  return [[], ['choir'], ['club'], ['choir', 'club']].some((codes) => {
    const groups = codes.map((code) => ({ code, period }));
    const verdicts = cases.map(({ birthDate, day }) => {
      const person = somePerson({ birthDate, groups });
      return explainCondition(condition, { person, day, concepts: tinyConcepts }).verdict;
    });
    return verdicts[0] === 'yes' && verdicts[1] !== 'yes' && verdicts[2] === 'yes';
  });
}

test('a gap between ages is one for the person that is named', {
  timeout: TIMEOUT_MS,
}, () => {
  let found = 0;
  const property = fc.property(alternatives(someAge), (condition) => {
    const leaves = birthLeavesIn(condition, []);
    for (const { found: example = '' } of lintAges(condition, leaves, world)) {
      found += 1;
      const [birthDate = '', lost = '', again = ''] = example.split(/: | – /);
      const days = [addDays(lost, -1), lost, again];
      const cases = days.map((day) => ({ birthDate, day }));
      if (!isLostBySomebody(condition, cases)) throw new Error(`Nobody loses it: ${example}`);
    }
  });
  fc.assert(property, { numRuns });
  expect(found).toBeGreaterThan(numRuns / 20);
});

test('a gap between births is one on some day', { timeout: TIMEOUT_MS }, () => {
  let found = 0;
  const property = fc.property(alternatives(someBirth), (condition) => {
    const leaves = birthLeavesIn(condition, []);
    for (const { found: example = '' } of lintBirths(condition, leaves, world)) {
      found += 1;
      const [first = '', next = ''] = example.split(' – ');
      const births = [addDays(first, -1), first, next];
      const isGap = Array.from({ length: 3000 }, (_, index) => addDays('2024-01-01', index)).some(
        (day) =>
          isLostBySomebody(
            condition,
            births.map((birthDate) => ({ birthDate, day })),
          ),
      );
      if (!isGap) throw new Error(`Nobody is left out: ${example}`);
    }
  });
  fc.assert(property, { numRuns });
  expect(found).toBeGreaterThan(0);
});
