import type { Condition } from '../modules/reliefs/condition.ts';
import type { Grantor } from '../modules/reliefs/instruction.ts';

/** A rule in the language of instructions, and what a person would write for it in SQL. */
export interface BenchRelief {
  code: string;
  grantor: Grantor;
  who: Condition;
  /** Over the columns of `hand-written.ts`. */
  handWritten: string;
}

export const MINISTRY = 'bench-ministry';
const born = (years: number) => `birth_date <= current_date - interval '${years} years'`;
const isFrom = (codes: readonly string[]) =>
  `residence in (${codes.map((code) => `'${code}'`).join(', ')})`;

interface Place {
  grantor: string;
  codes: readonly string[];
}

/** Twenty rules for the whole state, and the same with other parameters for nine municipalities. */
export function twoHundredReliefs(places: readonly Place[]): BenchRelief[] {
  return places.slice(0, 10).flatMap((place, number) =>
    rules(place, number).map(([who, handWritten, grantor], index) => {
      const code = `BENCH-${number}-${index}`;
      if (grantor) return { code, grantor, who, handWritten };
      if (number === 0) return { code, grantor: MINISTRY, who, handWritten };
      const here = `${isFrom(place.codes)} and (${handWritten})`;
      return { code, grantor: place.grantor, who: { all: [LIVES_HERE, who] }, handWritten: here };
    }),
  );
}

const LIVES_HERE: Condition = { fact: 'residence', within: 'grantor' };

type Rule = [who: Condition, handWritten: string, grantor?: Grantor];

function rules({ grantor, codes }: Place, n: number): Rule[] {
  const large: Condition = { fact: 'family-status', is: 'large-family' };
  const poor: Condition = { fact: 'social-status', in: ['needy', 'low-income'] };
  const disabled: Condition = { fact: 'disability', in: ['group-1', 'group-2'] };
  const basic: Condition = { fact: 'education-stage', is: 'basic' };
  const retired: Condition = { fact: 'pension', is: 'old-age' };
  const idle: Condition = { fact: 'employed', is: false };
  return [
    [LIVES_HERE, isFrom(codes), grantor],
    [{ age: { from: 60 + n } }, born(60 + n)],
    [{ age: { below: 7 + n } }, `not ${born(7 + n)}`],
    [{ all: [LIVES_HERE, { age: { from: 65 } }] }, `${isFrom(codes)} and ${born(65)}`, grantor],
    [{ all: [LIVES_HERE, disabled] }, `${isFrom(codes)} and disabled`, grantor],
    [{ all: [large, { age: { below: 18 + n } }] }, `large and not ${born(18 + n)}`],
    [{ all: [LIVES_HERE, large] }, `${isFrom(codes)} and large`, grantor],
    [{ all: [retired, idle, { age: { from: 62 + n } }] }, `retired and idle and ${born(62 + n)}`],
    [{ all: [poor, { age: { from: 18 + n } }] }, `poor and ${born(18 + n)}`],
    [
      { all: [basic, { fact: 'grade', from: 1, to: 1 + n }] },
      `basic and grade between 1 and ${1 + n}`,
    ],
    [
      { all: [LIVES_HERE, { count: 'child', where: { age: { below: 18 } }, from: 1 }] },
      `${isFrom(codes)} and children_18 >= 1`,
      grantor,
    ],
    [
      { count: 'household', where: { age: { below: 18 } }, from: 1 + (n % 3) },
      `minors >= ${1 + (n % 3)}`,
    ],
    [
      { all: [LIVES_HERE, { related: 'household', where: disabled }] },
      `${isFrom(codes)} and household_disabled >= 1`,
      grantor,
    ],
    [{ any: [disabled, { age: { from: 75 + n } }] }, `disabled or ${born(75 + n)}`],
    [
      { all: [idle, { age: { from: 18, below: 25 + n } }] },
      `idle and ${born(18)} and not ${born(25 + n)}`,
    ],
    [
      { all: [{ age: { from: 20 + n } }, { atLeast: 2, of: [large, poor, disabled] }] },
      `${born(20 + n)} and large::int + poor::int + disabled::int >= 2`,
    ],
    [
      { all: [LIVES_HERE, { age: { from: 70 + n } }] },
      `municipality is not null and ${born(70 + n)}`,
      { municipalityOf: 'residence' },
    ],
    [
      { all: [{ fact: 'education-stage', is: 'secondary' }, { age: { below: 18 + n } }] },
      `secondary and not ${born(18 + n)}`,
    ],
    [
      { all: [LIVES_HERE, { not: poor }, retired] },
      `${isFrom(codes)} and not poor and retired`,
      grantor,
    ],
    [
      { all: [{ age: { from: 50 + n } }, { count: 'household', where: retired, from: 1 }] },
      `${born(50 + n)} and household_retired >= 1`,
    ],
  ];
}
