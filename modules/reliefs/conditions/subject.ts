import type { Day } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { Fact, Period, PersonFacts } from '../../persons/person-facts.ts';
import type { Relation } from '../condition.ts';

/**
 * The vocabulary of conditions: what facts there are, and how codes stand to each other on some day at
 * least. Who asks about a day asks by the concepts of that day.
 */
export interface Concepts {
  /** The days on which codes stand to each other otherwise than on the day before, in order. */
  readonly turns: readonly Day[];
  on(day: Day): Concepts;
  factKind(code: string): FactKind | undefined;
  /** Whether a code is the candidate, a broader one of it, or a collection with it. */
  includes(scheme: string, code: string, candidate: string): boolean;
  /** All codes that a code includes, itself among them. */
  codesOf(scheme: string, code: string): ReadonlySet<string>;
}

/** About whom conditions are asked, by which vocabulary. */
export interface Asked {
  person: PersonFacts;
  concepts: Concepts;
  /** Where the grantor gives its reliefs; without it `within: grantor` is unknown. */
  grantorTerritory?: string | undefined;
}

/** About whom, and on which day, a condition is asked. */
export interface Subject extends Asked {
  day: Day;
}

export function isWithin(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || day < period.to);
}

/** A person lives from the day of birth to the day of death, both included. */
export function livesOn(person: PersonFacts, day: Day): boolean {
  return person.birthDate <= day && (person.deathDate === null || day <= person.deathDate);
}

/** The related persons on the day, each once, who live on that day; the person first, if wanted. */
export function relatedOn(
  relation: Relation,
  { person, day }: Pick<Subject, 'person' | 'day'>,
  self?: true,
): PersonFacts[] {
  const found: PersonFacts[] = self ? [person] : [];
  for (const related of person.related) {
    if (related.relation !== relation || !isWithin(related.period, day)) continue;
    if (!livesOn(related.person, day)) continue;
    if (found.every((other) => other.personId !== related.person.personId)) {
      found.push(related.person);
    }
  }
  return found;
}

/** What registers state of one kind about the person on the day. */
export function currentFacts(
  kind: string,
  { person, day }: Pick<Subject, 'person' | 'day'>,
): Fact[] {
  return person.facts.filter((fact) => fact.kind === kind && isWithin(fact.period, day));
}
