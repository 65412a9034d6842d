import type { Day } from '../../platform/clock/day.ts';

/** A person as a register of persons states them. */
export interface PersonStatement {
  /** In its one written form (`parsePersonalCode`). */
  personalCode: string;
  /** The code that the person had before, when it was changed. */
  previousPersonalCode?: string | undefined;
  /** Given names and surname, as they are shown. */
  name: string;
  birthDate: Day;
  deathDate: Day | null;
}

/** Membership of a household in a half-open period. */
export interface HouseholdMembership {
  personId: string;
  householdId: string;
  validFrom: Day;
  validTo: Day | null;
}

export type RelationKind = 'parent' | 'guardian' | 'carer' | 'companion';

/** `personId` is the parent, guardian, carer or registered companion of `relatedId`. */
export interface Relation {
  personId: string;
  relatedId: string;
  kind: RelationKind;
  validFrom: Day;
  validTo: Day | null;
}

/** All that a register says about the relations of some persons. */
export interface RelationsStated {
  kinds: readonly RelationKind[];
  /** `relations` says all of these kinds about these persons, who stand on the named side. */
  side: 'person' | 'related';
  personIds: readonly string[];
  relations: readonly Relation[];
}
