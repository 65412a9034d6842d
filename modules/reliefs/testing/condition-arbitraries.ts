import fc from 'fast-check';
import { addDays } from '../../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../../persons/person-facts.ts';
import type { Condition } from '../condition.ts';
import type { Instruction } from '../instruction.ts';

/** Random persons, conditions and instructions in a small world, so that they meet often. */
const FIRST_DAY = '2018-01-01';
const DAYS = 3000;

export const someDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST_DAY, days));

const birthDay = fc.oneof(
  fc.integer({ min: 0, max: 30000 }).map((days) => addDays('1940-01-01', days)),
  fc.constantFrom('1960-02-29', '2000-02-29', '2008-02-29', '2020-02-29'),
);

const period: fc.Arbitrary<Period> = fc
  .tuple(someDay, fc.option(fc.integer({ min: 1, max: 1500 })))
  .map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) }));

const TERRITORIES = ['0099110', '0099120', '0098110', '0098000'];

const fact = fc
  .tuple(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('residence', 'institution-territory'),
        fc.constantFrom(...TERRITORIES),
      ),
      fc.tuple(fc.constant('disability'), fc.constantFrom('group-1', 'group-2', 'child')),
      fc.tuple(fc.constant('grade'), fc.integer({ min: 1, max: 12 })),
      fc.tuple(fc.constant('employed'), fc.constantFrom(0, 1)),
    ),
    period,
    fc.uuid(),
  )
  .map(([[kind, value], when, id]) => ({ id, kind, value, register: 'education', period: when }));

const groups = fc.array(fc.record({ code: fc.constantFrom('choir', 'club'), period }), {
  maxLength: 2,
});

function person(related: fc.Arbitrary<PersonFacts['related']>): fc.Arbitrary<PersonFacts> {
  return fc.record({
    personId: fc.uuid(),
    birthDate: birthDay,
    deathDate: fc.option(someDay, { freq: 5 }),
    householdId: fc.constant(null),
    facts: fc.array(fact, { maxLength: 6 }),
    groups,
    related,
  });
}

const RELATION = fc.constantFrom('child' as const, 'household' as const, 'ward' as const);

export const anyPerson = person(
  fc.array(fc.record({ relation: RELATION, period, person: person(fc.constant([])) }), {
    maxLength: 4,
  }),
);

const limits = (max: number) =>
  fc
    .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }), fc.integer({ min: 0, max: 2 }))
    .map(([from, width, which]) =>
      which === 0 ? { from } : which === 1 ? { below: from } : { from, below: from + width },
    );

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>(
    { fact: 'residence', within: 'grantor' },
    { fact: 'residence', is: 'rural' },
    { fact: 'institution-territory', in: ['0099000', '0098110'] },
    { fact: 'disability', in: ['group-1', 'child'] },
    { fact: 'employed', is: true },
    { fact: 'employed', is: false },
    { group: 'choir' },
    { group: 'club' },
  ),
  limits(12).map((bounds) => ({ fact: 'grade', ...bounds })),
  limits(80).map((age) => ({ age })),
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
      ...(allowRelated ? [relatedTree] : []),
    ),
  })).condition;
}

const relatedTree: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(RELATION, tree(false)).map(([related, where]) => ({ related, where })),
  fc
    .tuple(RELATION, tree(false), limits(3))
    .map(([count, where, bounds]) => ({ count, where, ...bounds })),
);

export const anyCondition = tree(true);

const dates = fc
  .uniqueArray(someDay, { minLength: 1, maxLength: 4 })
  .map((days) => [...days].sort());

/** Versions that follow each other; the last one is open or ends. */
export const anyVersions: fc.Arbitrary<{ version: number; instruction: Instruction }[]> = fc
  .tuple(
    dates,
    fc.array(fc.tuple(anyCondition, fc.option(anyCondition)), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([days, conditions, open]) =>
    days.flatMap((from, index) => {
      const to = days[index + 1];
      const [who, further] = conditions[index] ?? [];
      if (!who || (to === undefined && !open)) return [];
      return [{ version: index + 1, instruction: instruction({ from, to, who, further }) }];
    }),
  );

function instruction(parts: {
  from: string;
  to: string | undefined;
  who: Condition;
  further: Condition | null | undefined;
}): Instruction {
  const benefit = { whose: 'recipient', on: ['transport'], give: { percent: 5000 } } as const;
  return {
    from: parts.from,
    to: parts.to,
    who: parts.who,
    benefits: [
      { ...benefit, on: ['transport'] },
      { ...benefit, on: ['train'], ...(parts.further ? { who: parts.further } : {}) },
    ],
    choose: 'best',
    quotas: [],
    paid: 'at-once',
    priority: 100,
  };
}
