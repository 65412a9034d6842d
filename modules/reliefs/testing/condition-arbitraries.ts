import fc from 'fast-check';
import { addDays } from '../../../platform/clock/day.ts';
import type { Period } from '../../persons/person-facts.ts';
import {
  AGE_DAYS,
  type Condition,
  type FactCondition,
  type HeldInner,
  RELATIONS,
  type Span,
  type Weights,
} from '../condition.ts';

/** Random conditions in a small world, so that they often meet the persons of that world. */
const FIRST_DAY = '2018-01-01';
const DAYS = 3000;

export const someDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST_DAY, days));

export const somePeriod: fc.Arbitrary<Period> = fc
  .tuple(someDay, fc.option(fc.integer({ min: 1, max: 1500 })))
  .map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) }));

export const RELATION = fc.constantFrom(...RELATIONS);

const limits = (max: number) =>
  fc
    .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }), fc.integer({ min: 0, max: 2 }))
    .map(([from, width, which]) =>
      which === 0 ? { from } : which === 1 ? { below: from } : { from, below: from + width },
    );

const numbers = (max: number) =>
  fc.oneof(
    limits(max),
    fc.integer({ min: 0, max }).map((to) => ({ to })),
    fc
      .tuple(fc.integer({ min: 0, max }), fc.nat(max))
      .map(([from, more]) => ({ from, to: from + more })),
  );

const dayLimits = fc.oneof(
  someDay.map((from) => ({ from })),
  someDay.map((below) => ({ below })),
  someDay.map((to) => ({ to })),
  fc
    .tuple(someDay, fc.integer({ min: 1, max: 900 }))
    .map(([from, more]) => ({ from, below: addDays(from, more) })),
);

const someUnit = fc.constantFrom('years' as const, 'months' as const, 'days' as const);

const someSpan: fc.Arbitrary<Span> = fc.oneof(
  fc.integer({ min: 1, max: 900 }).map((days) => ({ days })),
  fc.integer({ min: 1, max: 36 }).map((months) => ({ months })),
  fc.integer({ min: 1, max: 4 }).map((years) => ({ years })),
);

/** Comparisons of one day alone; what `held` may ask. */
const plainFact: fc.Arbitrary<FactCondition> = fc.oneof(
  fc.constantFrom<FactCondition>(
    { fact: 'residence', within: 'grantor' },
    { fact: 'residence', is: 'rural' },
    { fact: 'residence', in: ['0099000', '0098110'] },
    { fact: 'institution-territory', in: ['0099000', '0098110'] },
    { fact: 'institution-territory', within: 'grantor' },
    { fact: 'disability', in: ['group-1', 'child'] },
    { fact: 'disability', is: 'group-2' },
    { fact: 'employed', is: true },
    { fact: 'employed', is: false },
    { fact: 'skills', is: 'sports' },
    { fact: 'skills', in: ['running', 'music'] },
    { fact: 'skills', hasAll: ['sports', 'music'] },
    { fact: 'skills', hasAll: ['swimming', 'running'], in: ['sports', 'singing'] },
    { fact: 'permits', hasAll: ['red', 'blue'] },
    { fact: 'permits', hasAll: ['red'] },
    { fact: 'housing', in: ['rented', 'owned'] },
  ),
  numbers(12).map((bounds) => ({ fact: 'grade', ...bounds })),
  numbers(12).map((bounds) => ({ fact: 'points', ...bounds })),
  numbers(1200).map((bounds) => ({ fact: 'income', ...bounds })),
  numbers(1200).map((bounds) => ({ fact: 'household-income', ...bounds })),
  dayLimits.map((bounds) => ({ fact: 'moved-in', ...bounds })),
);

const someFactCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: plainFact },
  {
    weight: 2,
    arbitrary: fc
      .tuple(plainFact, someSpan)
      .map(([condition, notOlderThan]) => ({ ...condition, notOlderThan })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(limits(30), someUnit)
      .map(([bounds, unit]) => ({ fact: 'moved-in', elapsed: { in: unit, ...bounds } })),
  },
);

const someHeldInner: fc.Arbitrary<HeldInner> = fc.oneof(
  plainFact,
  fc.constantFrom({ group: 'choir' }, { group: 'club' }),
);

/** `atLeast` is never longer than `inLast`: the texts are held to that too. */
const someHeld: fc.Arbitrary<Condition> = fc
  .tuple(
    someHeldInner,
    fc.integer({ min: 1, max: 24 }),
    fc.nat(24),
    fc.constantFrom('months', 'days', 'mixed', 'years'),
  )
  .map(([held, count, more, unit]): Condition => {
    if (unit === 'days')
      return { held, atLeast: { days: count * 9 }, inLast: { days: (count + more) * 9 } };
    if (unit === 'mixed')
      return { held, atLeast: { days: count * 20 }, inLast: { months: count + more } };
    if (unit === 'years')
      return { held, atLeast: { months: Math.min(count, 12) }, inLast: { years: 1 + (more % 3) } };
    return { held, atLeast: { months: count }, inLast: { months: count + more } };
  });

const someAge: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.oneof(
      limits(80).map((bounds) => bounds),
      limits(400).map((bounds) => ({ ...bounds, in: 'months' as const })),
      limits(12_000).map((bounds) => ({ ...bounds, in: 'days' as const })),
    ),
    fc.option(fc.constantFrom(...AGE_DAYS), { nil: undefined }),
  )
  .map(([age, on]) => ({ age: on === undefined ? age : { ...age, on } }));

const someBirthday = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1940-01-01', days));

const someBorn: fc.Arbitrary<Condition> = fc
  .tuple(someBirthday, fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 0, max: 2 }))
  .map(([day, width, which]) => ({
    born:
      which === 0
        ? { from: day }
        : which === 1
          ? { below: day }
          : { from: day, below: addDays(day, width) },
  }));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 6, arbitrary: someFactCondition },
  { weight: 3, arbitrary: someAge },
  { weight: 1, arbitrary: someBorn },
  { weight: 1, arbitrary: fc.constantFrom<Condition>({ group: 'choir' }, { group: 'club' }) },
  { weight: 2, arbitrary: someHeld },
);

function tree(allowRelated: boolean): fc.Arbitrary<Condition> {
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('condition').map((not) => ({ not })),
      fc
        .tuple(
          fc.integer({ min: 1, max: 3 }),
          fc.array(tie('condition'), { minLength: 1, maxLength: 4 }),
        )
        .map(([atLeast, of]) => ({ atLeast, of })),
      definition(tie('condition')),
      ...(allowRelated ? [relatedTree] : []),
    ),
  })).condition;
}

/** One or two versions, with a gap at either side of them. */
function definition(condition: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc
    .tuple(
      fc.constantFrom('large-family', 'pupil'),
      fc.uniqueArray(someDay, { minLength: 2, maxLength: 3 }),
      condition,
      condition,
    )
    .map(([code, days, one, other]) => {
      const starts = [...days].sort();
      const versions = starts.slice(0, -1).map((from, position) => ({
        version: position + 1,
        from,
        to: starts[position + 1] ?? null,
        condition: position === 0 ? one : other,
      }));
      return { definition: code, versions };
    });
}

const someSelf = fc.constantFrom({}, { self: true as const });

const someWeights = fc.constantFrom<{ perUnit?: Weights }>(
  { perUnit: { first: 1, steps: [{ below: 14, weight: 0.3 }], otherwise: 0.5 } },
  {
    perUnit: {
      first: 1,
      steps: [
        { below: 14, weight: 0.3 },
        { below: 18, weight: 0.55 },
      ],
      otherwise: 0.7,
    },
  },
  { perUnit: { otherwise: 1 } },
  { perUnit: { first: 1, otherwise: 0 } },
  {},
);

const relatedTree: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(RELATION, tree(false)).map(([related, where]) => ({ related, where })),
  fc
    .tuple(RELATION, tree(false), limits(3), someSelf)
    .map(([count, where, bounds, self]) => ({ count, where, ...self, ...bounds })),
  fc
    .tuple(
      fc.constantFrom('income', 'aid', 'points', 'household-income'),
      RELATION,
      someSelf,
      fc.option(tree(false), { nil: undefined }),
      someWeights,
      numbers(1500),
    )
    .map(([sum, over, self, where, weights, bounds]) => ({
      sum,
      over,
      ...self,
      ...(where ? { where } : {}),
      ...weights,
      ...(sum === 'points' ? halved(bounds) : bounds),
    })),
);

/** Points are few: their bounds are small and may be halves. */
function halved(bounds: { from?: number; to?: number; below?: number }) {
  return Object.fromEntries(
    Object.entries(bounds).map(([name, bound]) => [name, Math.round(bound / 25) / 2 + 0.5]),
  );
}

/** Any condition; definitions are resolved in it. */
export const anyCondition = tree(true);
