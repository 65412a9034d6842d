import type { Day } from '../../platform/clock/day.ts';

/** A half-open period of days; no end when `to` is null. */
export interface Period {
  from: Day;
  to: Day | null;
}

/** One dated statement of a register. Booleans are 0 and 1, money is cents. */
export interface Fact {
  id: string;
  kind: string;
  value: string | number;
  register: string;
  period: Period;
  /** When the statement began, if the person has it for a shorter time: a fact of the household. */
  since?: Day | undefined;
}

/** How a related person stands to the person. The other direction of each is derived. */
export type RelationToPerson =
  | 'child'
  | 'parent'
  | 'ward'
  | 'guardian'
  | 'cared-for'
  | 'carer'
  | 'companion'
  | 'accompanied'
  | 'household';

/**
 * What is known about a person and, one step away, about the related persons. `household` has the
 * other members of the household. Related persons carry no relations of their own.
 */
export interface PersonFacts {
  personId: string;
  birthDate: Day;
  deathDate: Day | null;
  householdId: string | null;
  facts: Fact[];
  groups: { code: string; period: Period }[];
  related: { relation: RelationToPerson; period: Period; person: PersonFacts }[];
}
