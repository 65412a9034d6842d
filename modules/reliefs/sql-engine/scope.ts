import type { Day } from '../../../platform/clock/day.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { Profile } from './profile.ts';
import type { Related } from './related.ts';

/** Where the grantor gives: in a territory, in the one that a fact tells, or nowhere in particular. */
export interface GivenIn {
  territory?: string | undefined;
  /** The kind of fact that tells the municipality. */
  municipalityOf?: string | undefined;
}

/** About whom a condition is compiled: which columns there are, and on which day it is asked. */
export interface Scope {
  day: Day;
  concepts: Concepts;
  profile: Profile;
  givenIn: GivenIn;
  /** The column of the place of the grantor, when a fact tells it. */
  placeColumn: string;
  /** Territories of the municipalities, by their places. */
  municipalities: readonly string[];
  /** Days between which it matters when the person was born; nobody's who is related. */
  births?: Set<Day> | undefined;
  /** An expression that is worked out for each person, before equal ones are put together. */
  ofPerson: (expression: string) => string;
  /** Relations of the person asked; a related person has none. */
  related?: Related | undefined;
}
