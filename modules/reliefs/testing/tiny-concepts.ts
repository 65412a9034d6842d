import { type ClassifierContent, makeClassifiers } from '../../classifiers/classifiers.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import type { Concept, Scheme } from '../../classifiers/scheme.ts';
import type { PersonFacts } from '../../persons/person-facts.ts';
import type { AllGrantors } from '../make-grantors.ts';

type Row = [code: string, broader: string | null, validFrom?: string | null, validTo?: string];

/** Codes with their broader ones, and when they are in use. */
function scheme(code: string, concepts: readonly Row[]): Scheme {
  return {
    code,
    name: { lv: code, en: code },
    source: 'invented',
    concepts: concepts.map(
      ([one, broader, validFrom = null, validTo = null]): Concept => ({
        code: one,
        lv: one,
        en: one,
        broader,
        validFrom,
        validTo,
      }),
    ),
    collections: [],
  };
}

const TERRITORIES: Scheme = {
  ...scheme('territories', [
    ['0099000', null],
    ['0099110', '0099000'],
    ['0099120', '0099000'],
    ['0098000', null],
    ['0098110', '0098000'],
    // Half-way through the days that are drawn, a parish goes over to the other municipality.
    ['0099130', '0099000', null, '2022-07-01'],
    ['0098130', '0098000', '2022-07-01'],
  ]),
  collections: [
    {
      code: 'rural',
      lv: 'lauki',
      en: 'rural',
      members: ['0099110', '0099120', '0098110', '0099130'],
    },
  ],
};
const SKILLS = scheme('skills', [
  ['sports', null],
  ['swimming', 'sports'],
  ['running', 'sports', '2021-03-01', '2024-03-01'],
  ['music', null],
  ['singing', 'music'],
]);

function kind(code: string, type: FactKind['type'], known: Partial<FactKind> = {}): FactKind {
  const named = { lv: code, en: code };
  return { code, register: 'invented', type, of: 'person', absent: 'unknown', ...named, ...known };
}

const files = classifiersFromFiles();

/**
 * A few invented concepts, and the kinds of facts of the files with one of every further type:
 * enough for tests of conditions, and small enough to be loaded into a database.
 */
export const tinyContent: ClassifierContent = {
  schemes: [TERRITORIES, SKILLS],
  calendar: files.calendar,
  factKinds: [
    ...files.factKinds,
    kind('skills', 'codes', { scheme: 'skills' }),
    kind('permits', 'codes', { absent: 'no' }),
    kind('income', 'money'),
    kind('aid', 'money', { absent: 'no' }),
    kind('points', 'integer', { absent: 'no' }),
    kind('moved-in', 'date'),
    kind('household-income', 'money', { of: 'household' }),
    kind('housing', 'code', { of: 'household', absent: 'no' }),
  ],
};

export const tinyConcepts = makeClassifiers(tinyContent);

/** Two invented municipalities, 0099000 and 0098000, and everybody else without a territory. */
export const tinyGrantors: AllGrantors = {
  municipalities: ['0099000', '0098000'].map((territory) => ({
    organisation: `m-${territory}`,
    territory,
  })),
  territoryOf: (organisation) => /^m-(\d{7})$/.exec(organisation)?.[1],
  municipalityOf: (territory, day) => {
    const code = ['0099000', '0098000'].find((one) =>
      tinyConcepts.on(day).includes('territories', one, territory),
    );
    return code ? { organisation: `m-${code}`, territory: code } : undefined;
  },
};

/** A person about whom nothing is known but what a test says. */
export function somePerson(known: Partial<PersonFacts> = {}): PersonFacts {
  return {
    personId: 'person',
    birthDate: '1980-01-01',
    deathDate: null,
    householdId: null,
    facts: [],
    groups: [],
    related: [],
    ...known,
  };
}

let made = 0;

/** One fact; half-open from `from` to `to`. */
export function someFact(
  kindCode: string,
  value: string | number,
  { from = '2000-01-01', to = null }: { from?: string; to?: string | null } = {},
): PersonFacts['facts'][number] {
  made += 1;
  const period = { from, to };
  return { id: `fact-${made}`, kind: kindCode, value, register: 'population', period };
}
