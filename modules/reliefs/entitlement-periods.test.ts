import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../platform/clock/day.ts';
import type { Condition } from './condition.ts';
import { resolveGrantor } from './conditions/givings.ts';
import { isWithin, livesOn, type Subject } from './conditions/subject.ts';
import { entitlementPeriods, periodOn } from './entitlement-periods.ts';
import { explainCondition } from './explain-condition.ts';
import type { Grantor, Instruction } from './instruction.ts';
import { anyCondition, someDay } from './testing/condition-arbitraries.ts';
import { anyVersions } from './testing/instruction-arbitraries.ts';
import { anyPerson } from './testing/person-arbitraries.ts';
import { someFact, somePerson, tinyConcepts, tinyGrantors } from './testing/tiny-concepts.ts';
import { changeDays } from './verdict-timeline.ts';

const around = { concepts: tinyConcepts, grantors: tinyGrantors };
const ANY_GRANTOR = fc.constantFrom<Grantor>('ministry', 'm-0099000', {
  municipalityOf: 'residence',
});

function verdictOf(condition: Condition, subject: Subject) {
  return explainCondition(condition, subject).verdict;
}

function instructionFor(
  who: Condition,
  benefits: Partial<Instruction['benefits'][number]>[] = [{}],
) {
  const instruction: Instruction = {
    from: '2020-01-01',
    who,
    unknown: 'refuse',
    benefits: benefits.map((benefit) => ({
      whose: 'recipient',
      on: ['transport'],
      give: { percent: 5000 },
      ...benefit,
    })),
    choose: 'best',
    quotas: [],
    paid: 'at-once',
    priority: 100,
  };
  return instruction;
}

function periodsOf(
  who: Condition,
  known: Parameters<typeof somePerson>[0],
  grantor: Grantor = 'ministry',
) {
  const versions = [{ version: 1, instruction: instructionFor(who) }];
  return entitlementPeriods({ grantor, versions }, somePerson(known), around).map(
    ({ from, to, grantor }) => [from, to, grantor],
  );
}

describe('periods', () => {
  test('a birthday starts and ends a relief by itself', () => {
    expect(periodsOf({ age: { from: 18, below: 24 } }, { birthDate: '2004-05-06' })).toEqual([
      ['2022-05-06', '2028-05-06', 'ministry'],
    ]);
  });

  test('a relief begins with its version and ends the day after the death', () => {
    const known = { birthDate: '1950-01-01', deathDate: '2025-10-10' };
    expect(periodsOf({ age: { from: 60 } }, known)).toEqual([
      ['2020-01-01', '2025-10-11', 'ministry'],
    ]);
  });

  test('facts that follow each other with the same outcome are one period', () => {
    const facts = [
      someFact('disability', 'group-2', { from: '2021-01-01', to: '2022-01-01' }),
      someFact('disability', 'group-1', { from: '2022-01-01', to: '2024-01-01' }),
    ];
    expect(periodsOf({ fact: 'disability', in: ['group-1', 'group-2'] }, { facts })).toEqual([
      ['2021-01-01', '2024-01-01', 'ministry'],
    ]);
  });

  test('unknown gives nothing', () => {
    expect(periodsOf({ fact: 'employed', is: false }, {})).toEqual([]);
  });

  test('a person who moves gets the relief from the other municipality', () => {
    const facts = [
      someFact('residence', '0099110', { from: '2021-01-01', to: '2024-03-15' }),
      someFact('residence', '0098110', { from: '2024-03-15' }),
    ];
    const here = { municipalityOf: 'residence' };
    expect(periodsOf({ fact: 'residence', within: 'grantor' }, { facts }, here)).toEqual([
      ['2021-01-01', '2024-03-15', 'm-0099000'],
      ['2024-03-15', null, 'm-0098000'],
    ]);
  });

  test('a parish goes over to another municipality on its day, and its residents with it', () => {
    const facts = [someFact('residence', '0098130', { from: '2021-01-01' })];
    const here = { municipalityOf: 'residence' };
    const within: Condition = { fact: 'residence', within: 'grantor' };
    expect(periodsOf(within, { facts }, here)).toEqual([['2022-07-01', null, 'm-0098000']]);
    const before = [someFact('residence', '0099130', { from: '2021-01-01' })];
    expect(periodsOf(within, { facts: before }, here)).toEqual([
      ['2021-01-01', '2022-07-01', 'm-0099000'],
    ]);
    expect(periodsOf({ fact: 'residence', in: ['rural'] }, { facts: before })).toEqual([
      ['2021-01-01', '2022-07-01', 'ministry'],
    ]);
    // What is stated stays stated: a code stands for itself on every day.
    expect(periodsOf({ fact: 'residence', is: '0099130' }, { facts: before })).toEqual([
      ['2021-01-01', null, 'ministry'],
    ]);
  });

  test('a benefit of its own condition cuts the period', () => {
    const versions = [
      {
        version: 1,
        instruction: instructionFor({ age: { from: 0 } }, [{}, { who: { age: { below: 18 } } }]),
      },
    ];
    const person = somePerson({ birthDate: '2008-06-01' });
    const periods = entitlementPeriods({ grantor: 'ministry', versions }, person, around);
    expect(periods.map(({ from, to, benefits }) => [from, to, benefits])).toEqual([
      ['2020-01-01', '2026-06-01', [0, 1]],
      ['2026-06-01', null, [0]],
    ]);
  });

  test('the third child makes a large family until the eldest is of age', () => {
    const child = (personId: string, birthDate: string) => ({
      relation: 'child' as const,
      period: { from: birthDate, to: null },
      person: somePerson({ personId, birthDate }),
    });
    const related = [child('a', '2008-01-10'), child('b', '2012-01-01'), child('c', '2023-07-07')];
    const who: Condition = { count: 'child', where: { age: { below: 18 } }, from: 3 };
    expect(periodsOf(who, { related })).toEqual([['2023-07-07', '2026-01-10', 'ministry']]);
  });
});

test('between two change days the verdict stands', () => {
  fc.assert(
    fc.property(anyCondition, anyPerson, someDay, someDay, (condition, person, one, other) => {
      const [from, day] = [one, other].sort() as [string, string];
      const subject = { person, concepts: tinyConcepts, grantorTerritory: '0099000' };
      const changes = changeDays(condition, subject, { from, to: null });
      const before = changes.filter((change) => change <= day).at(-1) ?? from;
      expect(verdictOf(condition, { ...subject, day })).toBe(
        verdictOf(condition, { ...subject, day: before }),
      );
    }),
    { numRuns: 2000, verbose: 1 },
  );
});

test('the periods agree with the conditions on every single day', () => {
  const days = fc.array(someDay, { minLength: 5, maxLength: 20 });
  fc.assert(
    fc.property(anyVersions, anyPerson, ANY_GRANTOR, days, (versions, person, grantor, asked) => {
      const periods = entitlementPeriods({ grantor, versions }, person, around);
      const edges = periods.flatMap(({ from, to }) => [addDays(from, -1), from, to ?? from]);
      for (const day of [...asked, ...edges]) {
        const period = periodOn(periods, day);
        const expected = askedDirectly(day);
        const found = period && [period.version, period.benefits, period.grantor];
        expect(found && [...found, period.provisional], day).toEqual(expected);
        if (period) expect(period.reason.verdict).toBe(period.provisional ? 'unknown' : 'yes');
      }
      function askedDirectly(day: string) {
        const version = versions.find(({ instruction: { from, to } }) =>
          isWithin({ from, to: to ?? null }, day),
        );
        if (!version || !livesOn(person, day)) return undefined;
        const plain = { person, day, concepts: tinyConcepts.on(day) };
        const found = resolveGrantor(grantor, { person, day, grantors: tinyGrantors });
        const subject = { ...plain, grantorTerritory: found?.territory };
        if (!found) return undefined;
        const { who: asked, unknown } = version.instruction;
        const verdict = verdictOf(asked, subject);
        const provisional = verdict === 'unknown' && unknown === 'provisional';
        if (verdict !== 'yes' && !provisional) return undefined;
        const benefits = version.instruction.benefits.flatMap(({ who }, position) =>
          !who || verdictOf(who, subject) === 'yes' ? [position] : [],
        );
        return [version.version, benefits, found.organisation, provisional];
      }
    }),
    { numRuns: 1000, verbose: 1 },
  );
});

test('periods are in order, apart, and no two neighbours are the same', () => {
  fc.assert(
    fc.property(anyVersions, anyPerson, ANY_GRANTOR, (versions, person, grantor) => {
      const periods = entitlementPeriods({ grantor, versions }, person, around);
      for (const [index, period] of periods.entries()) {
        if (period.to !== null) expect(period.from < period.to).toBe(true);
        const next = periods[index + 1];
        if (!next) continue;
        expect(period.to !== null && period.to <= next.from).toBe(true);
        const same =
          period.version === next.version &&
          period.grantor === next.grantor &&
          period.provisional === next.provisional &&
          period.benefits.join() === next.benefits.join();
        expect(same && period.to === next.from).toBe(false);
      }
    }),
    { numRuns: 1000, verbose: 1 },
  );
});
