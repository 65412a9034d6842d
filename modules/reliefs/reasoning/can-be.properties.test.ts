import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addYears, type Day, UNITS_OF_TIME } from '../../../platform/clock/day.ts';
import type { PersonFacts } from '../../persons/person-facts.ts';
import { AGE_DAYS, type Condition } from '../condition.ts';
import { currentFacts, livesOn, type Subject } from '../conditions/subject.ts';
import { explainCondition } from '../explain-condition.ts';
import { anyCondition, someDay } from '../testing/condition-arbitraries.ts';
import { anyPerson } from '../testing/person-arbitraries.ts';
import { somePerson, tinyConcepts } from '../testing/tiny-concepts.ts';
import { canBe } from './can-be.ts';
import { SIGN_OTHERWISE, type Sign, type Signed } from './signed.ts';

const SIGNS: readonly Sign[] = ['yes', 'no', 'not-yes', 'not-no'];
const MEETS: Readonly<Record<Sign, readonly string[]>> = {
  yes: ['yes'],
  no: ['no'],
  'not-yes': ['no', 'unknown'],
  'not-no': ['yes', 'unknown'],
};
const LIVES = 300;
const TIMEOUT_MS = 120_000;
const numRuns = Number(process.env.FC_RUNS ?? 600);

const signed = fc.record({ sign: fc.constantFrom(...SIGNS), condition: anyCondition });
/** Demands that often exclude each other: a condition, and one of which it is a part. */
const demands: fc.Arbitrary<Signed[]> = fc.oneof(
  fc.array(signed, { minLength: 1, maxLength: 3 }),
  fc.tuple(signed, anyCondition, fc.boolean()).map(([one, other, isAll]) => {
    const parts = [one.condition, other];
    const whole = isAll ? { all: parts } : { any: parts };
    return [one, { sign: SIGN_OTHERWISE[one.sign], condition: whole }];
  }),
);

type Life = readonly [person: PersonFacts, day: Day];
const lives = fc
  .sample(fc.tuple(anyPerson, someDay), { numRuns: LIVES })
  .filter(([person, day]) => livesOn(person, day));

/** A person of whom no register states two values of one fact, sets of codes aside. */
function hasOneValue([person, day]: Life): boolean {
  const kinds = person.facts.map(({ kind }) => kind);
  return [person, ...person.related.map((one) => one.person)].every((one) =>
    kinds.every(
      (kind) =>
        tinyConcepts.factKind(kind)?.type === 'codes' ||
        currentFacts(kind, { person: one, day }).length < 2,
    ),
  );
}

test.each([false, true])(
  `what is proven impossible is met by nobody on any day (one value: %s)`,
  { timeout: TIMEOUT_MS },
  (oneValue) => {
    const asked = oneValue ? lives.filter(hasOneValue) : lives;
    expect(asked.length).toBeGreaterThan(LIVES / 8);
    let proven = 0;
    const property = fc.property(demands, (all) => {
      const days = { from: '2018-01-01', to: null };
      if (canBe(all, { concepts: tinyConcepts, days, oneValue })) return;
      proven += 1;
      for (const [person, day] of asked) {
        for (const grantorTerritory of ['0099000', undefined]) {
          const subject = { person, day, concepts: tinyConcepts, grantorTerritory };
          if (all.every((one) => isMet(one, subject))) {
            throw new Error(`Met on ${day} by ${JSON.stringify(person)}`);
          }
        }
      }
    });
    fc.assert(property, { numRuns });
    expect(proven).toBeGreaterThan(numRuns / 20);
  },
);

/** Bounds near each other, so that demands often exclude each other by a day or a month. */
const anyAge: fc.Arbitrary<Condition> = fc
  .record({
    in: fc.constantFrom(...UNITS_OF_TIME),
    on: fc.constantFrom(...AGE_DAYS),
    from: fc.option(fc.integer({ min: -40, max: 40 })),
    below: fc.option(fc.integer({ min: -40, max: 40 })),
  })
  .map(({ in: unit, on, from, below }) => {
    const bound = (near: number | null) => {
      if (near === null) return undefined;
      return { years: 18 + Math.sign(near), months: 216 + near, days: 6575 + 10 * near }[unit];
    };
    return { age: { in: unit, on, from: bound(from), below: bound(below) } };
  });
const anyBirth: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: anyAge },
  fc
    .integer({ min: 0, max: 1500 })
    .map((days) => ({ born: { from: addDays('2004-01-01', days) } })),
  fc
    .integer({ min: 0, max: 1500 })
    .map((days) => ({ born: { below: addDays('2004-01-01', days) } })),
);
const births = fc.array(
  fc.record({ sign: fc.constantFrom<Sign>('yes', 'no'), condition: anyBirth }),
  { minLength: 2, maxLength: 3 },
);

test('ages by every reckoning, and births: nobody around 18 meets what is impossible', {
  timeout: TIMEOUT_MS,
}, () => {
  const near = fc.sample(
    fc.tuple(fc.integer({ min: -800, max: 800 }), fc.integer({ min: 0, max: 1100 })),
    { numRuns: 2_000 },
  );
  const persons = near.map(([apart, later]) => {
    const day = addDays('2023-01-01', later);
    return { day, person: somePerson({ birthDate: addDays(addYears(day, -18), apart) }) };
  });
  const count = { proven: 0, open: 0 };
  const property = fc.property(births, (all) => {
    const days = { from: '2023-01-01', to: '2026-02-01' };
    const isPossible = canBe(all, { concepts: tinyConcepts, days });
    count[isPossible ? 'open' : 'proven'] += 1;
    if (isPossible) return;
    const met = persons.find((one) =>
      all.every((each) => isMet(each, { ...one, concepts: tinyConcepts })),
    );
    if (met) throw new Error(`Born ${met.person.birthDate}, met on ${met.day}`);
  });
  fc.assert(property, { numRuns });
  expect(count.proven).toBeGreaterThan(numRuns / 8);
  expect(count.open).toBeGreaterThan(numRuns / 8);
});

function isMet({ sign, condition }: Signed, subject: Subject): boolean {
  return MEETS[sign].includes(explainCondition(condition, subject).verdict);
}
