import type { Condition } from '../../modules/reliefs/condition.ts';

/** What a rule of the bench may ask otherwise than the next one of its form. */
export interface Parameters {
  /** Territory of the grantor. */
  territory: string;
  age: number;
  euros: number;
  months: number;
  stage: string;
  status: string;
  group: string;
}

const TERRITORIES = ['0001000', '0020000', '0021000', '0002000', '0003000', '0004000', '0005000'];
const STAGES = ['preschool', 'basic', 'secondary', 'vocational', 'higher'];
const STATUSES = ['large-family', 'honorary-family'];

/** The parameters of the rule at a position: those of one form differ from one another. */
export function parametersOf(position: number): Parameters {
  const round = Math.floor(position / FORMS.length);
  return {
    territory: TERRITORIES[(position + round) % TERRITORIES.length] ?? '',
    age: 15 + ((position * 7) % 50),
    euros: 200 + ((position * 37) % 900),
    months: 6 + (round % 4) * 3,
    stage: STAGES[(position + round) % STAGES.length] ?? '',
    status: STATUSES[round % STATUSES.length] ?? '',
    group: `club-${round % 5}`,
  };
}

const employed: Condition = { fact: 'employed', is: true };
const minor: Condition = { age: { below: 18 } };

/** Twenty forms of conditions as the reliefs of a country have them. */
export const FORMS: readonly ((of: Parameters) => Condition)[] = [
  // A pupil in the country.
  ({ stage, age }) => ({
    all: [
      { fact: 'residence', is: 'rural' },
      { fact: 'education-stage', is: stage },
      { age: { below: age } },
    ],
  }),
  // A resident of the municipality.
  () => ({ fact: 'residence', within: 'grantor' }),
  // A pensioner of the municipality.
  ({ age }) => ({
    all: [
      { fact: 'residence', within: 'grantor' },
      { any: [{ age: { from: age } }, { fact: 'pension', in: ['old-age', 'service'] }] },
      { not: employed },
    ],
  }),
  // A person with a disability, or a child with one.
  ({ age }) => ({
    any: [
      { fact: 'disability', in: ['group-1', 'group-2'] },
      { all: [{ fact: 'disability', is: 'child' }, { age: { below: age } }] },
    ],
  }),
  // A large family, by status or by its children.
  ({ status }) => ({
    any: [
      { fact: 'family-status', is: status },
      { count: 'child', where: minor, from: 3 },
    ],
  }),
  // A student who does not work.
  ({ stage, age }) => ({
    all: [
      { fact: 'education-stage', is: stage },
      { fact: 'study-form', is: 'full-time' },
      { not: employed },
      { age: { from: 16, below: age + 12 } },
    ],
  }),
  // Who cares for a person with a severe disability.
  ({ age }) => ({
    all: [
      {
        related: 'cared-for',
        where: { all: [{ fact: 'disability', is: 'group-1' }, { age: { from: age - 15 } }] },
      },
      { age: { from: 18 } },
    ],
  }),
  // A household with a low income that was stated lately.
  ({ euros, months }) => ({
    all: [
      { fact: 'household-income', below: euros, notOlderThan: { months } },
      { fact: 'residence', within: 'grantor' },
    ],
  }),
  // A low income for each unit of the household.
  ({ euros }) => ({
    sum: 'income',
    over: 'household',
    self: true,
    perUnit: { first: 1, steps: [{ below: 14, weight: 0.3 }], otherwise: 0.5 },
    below: euros,
  }),
  // Who has lived in the municipality for long enough.
  ({ months }) => ({
    held: { fact: 'residence', within: 'grantor' },
    atLeast: { months },
    inLast: { months: months * 2 },
  }),
  // A grade of a school of the municipality.
  ({ age }) => ({
    all: [
      { fact: 'grade', from: 1, to: 4 + (age % 8) },
      { fact: 'institution-territory', within: 'grantor' },
    ],
  }),
  // A small child.
  ({ months }) => ({ age: { below: months * 4, in: 'months' } }),
  // A child without parents.
  ({ age }) => ({
    all: [
      {
        any: [
          { fact: 'care-status', is: 'orphan' },
          { fact: 'care-form', is: 'guardianship' },
        ],
      },
      { age: { below: age } },
    ],
  }),
  // Two of four circumstances.
  ({ age }) => ({
    atLeast: 2,
    of: [
      { fact: 'social-status', is: 'needy' },
      { fact: 'disability', is: 'group-3' },
      { fact: 'pension', is: 'survivor' },
      { age: { from: age } },
    ],
  }),
  // A newcomer.
  ({ months }) => ({
    all: [
      { fact: 'moved-in', elapsed: { in: 'months', below: months * 4 } },
      { fact: 'residence', within: 'grantor' },
    ],
  }),
  // Who can do several things.
  ({ age }) => ({
    all: [{ fact: 'skills', hasAll: ['first-aid', 'driving'] }, { age: { from: age } }],
  }),
  // A member of a group.
  ({ group, age }) => ({ all: [{ group }, { age: { from: age } }] }),
  // A pupil by the age at the start of the school year.
  ({ age, stage }) => ({
    all: [
      { age: { from: 6, below: age, on: 'school-year-start' } },
      { fact: 'education-stage', is: stage },
    ],
  }),
  // A household in which nobody works.
  ({ age }) => ({
    all: [
      { count: 'household', self: true, where: employed, below: 1 },
      { not: { age: { below: age } } },
    ],
  }),
  // A generation of the municipality.
  ({ age }) => ({
    all: [
      { born: { from: `${2020 - age}-01-01`, below: `${2030 - age}-01-01` } },
      { fact: 'residence', within: 'grantor' },
      { not: { fact: 'fare-status', is: 'repressed' } },
    ],
  }),
];
