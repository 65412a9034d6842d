import type { PersonFacts } from '../../persons/person-facts.ts';
import type { Grantors } from '../entitlement-periods.ts';
import type { Concepts } from '../evaluate-condition.ts';

/** A few invented concepts, enough for tests of conditions: code → what it includes besides itself. */
const INCLUDED: Readonly<Record<string, readonly string[]>> = {
  'territories/0099000': ['0099110', '0099120'],
  'territories/rural': ['0099110', '0099120', '0098110'],
  'territories/0098000': ['0098110'],
};

export const tinyConcepts: Concepts = {
  includes: (scheme, code, candidate) =>
    code === candidate || (INCLUDED[`${scheme}/${code}`]?.includes(candidate) ?? false),
};

/** Two invented municipalities, 0099000 and 0098000, and everybody else without a territory. */
export const tinyGrantors: Grantors = {
  territoryOf: (organisation) => /^m-(\d{7})$/.exec(organisation)?.[1],
  municipalityOf: (territory) => {
    const code = ['0099000', '0098000'].find((one) =>
      tinyConcepts.includes('territories', one, territory),
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
  kind: string,
  value: string | number,
  { from = '2000-01-01', to = null }: { from?: string; to?: string | null } = {},
): PersonFacts['facts'][number] {
  made += 1;
  return { id: `fact-${made}`, kind, value, register: 'population', period: { from, to } };
}
