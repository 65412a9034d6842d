import fc from 'fast-check';
import { addDays } from '../../../platform/clock/day.ts';
import type { Fact, PersonFacts } from '../../persons/person-facts.ts';
import { RELATION, someDay, somePeriod } from './condition-arbitraries.ts';

/** Random persons of the small world of `condition-arbitraries.ts`. */
const birthDay = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1940-01-01', days)),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2000-01-01', days)),
  },
  { weight: 1, arbitrary: fc.constantFrom('1960-02-29', '2000-02-29', '2008-02-29', '2020-02-29') },
);

const TERRITORIES = ['0099110', '0099120', '0098110', '0098000', '0099130', '0098130'];

/** What is stated about a person. */
const ownStatement = fc.oneof(
  fc.tuple(fc.constantFrom('residence', 'institution-territory'), fc.constantFrom(...TERRITORIES)),
  fc.tuple(fc.constant('disability'), fc.constantFrom('group-1', 'group-2', 'child')),
  fc.tuple(fc.constant('grade'), fc.integer({ min: 1, max: 12 })),
  fc.tuple(fc.constant('points'), fc.integer({ min: 0, max: 12 })),
  fc.tuple(fc.constant('employed'), fc.constantFrom(0, 1)),
  fc.tuple(fc.constant('skills'), fc.constantFrom('swimming', 'running', 'singing', 'sports')),
  fc.tuple(fc.constant('permits'), fc.constantFrom('red', 'blue', 'green')),
  fc.tuple(fc.constantFrom('income', 'aid'), fc.integer({ min: 0, max: 120_000 })),
  fc.tuple(fc.constant('moved-in'), someDay),
);

/** What is stated about a household. */
const householdStatement = fc.oneof(
  fc.tuple(fc.constant('household-income'), fc.integer({ min: 0, max: 120_000 })),
  fc.tuple(fc.constant('housing'), fc.constantFrom('rented', 'owned', 'social')),
);

const ownFact: fc.Arbitrary<Fact> = fc
  .tuple(ownStatement, somePeriod, fc.uuid())
  .map(([[kind, value], period, id]) => ({ id, kind, value, register: 'invented', period }));

/** A member has a household's fact from the day of joining, which may be later than it began. */
const householdFact: fc.Arbitrary<Fact> = fc
  .tuple(householdStatement, somePeriod, fc.uuid(), fc.nat(900))
  .map(([[kind, value], period, id, earlier]) => ({
    id,
    kind,
    value,
    register: 'invented',
    period,
    since: addDays(period.from, -earlier),
  }));

const groups = fc.array(fc.record({ code: fc.constantFrom('choir', 'club'), period: somePeriod }), {
  maxLength: 2,
});

function person(related: fc.Arbitrary<PersonFacts['related']>): fc.Arbitrary<PersonFacts> {
  return fc
    .record({
      personId: fc.uuid(),
      birthDate: birthDay,
      deathDate: fc.option(someDay, { freq: 5 }),
      householdId: fc.constant(null),
      facts: fc
        .tuple(fc.array(ownFact, { maxLength: 9 }), fc.array(householdFact, { maxLength: 2 }))
        .map(([own, ofHousehold]) => [...own, ...ofHousehold]),
      groups,
      related,
    })
    .map((one) =>
      one.deathDate !== null && one.deathDate < one.birthDate ? { ...one, deathDate: null } : one,
    );
}

export const anyPerson = person(
  fc
    .array(fc.record({ relation: RELATION, period: somePeriod, person: person(fc.constant([])) }), {
      maxLength: 4,
    })
    .chain((related) =>
      // Twins, and one person in two relations.
      fc.boolean().map((again) => {
        const [first, second] = related;
        if (!again || !first) return related;
        const twin = second && { ...second.person, birthDate: first.person.birthDate };
        return [
          ...related.filter((one) => one !== second),
          ...(second && twin ? [{ ...second, person: twin }] : []),
          { ...first, relation: 'household' as const },
        ];
      }),
    ),
);
