/**
 * What changes about a person beside kinds of facts: the days of birth and death, relations, the
 * household. Any of them can matter to every relief.
 */
export const ANYTHING: readonly string[] = ['person', 'relation', 'household'];

/** What changed about a person: kinds of facts, `groupKind`, `reliefKind`, or of `ANYTHING`. */
export interface ChangedPerson {
  personId: string;
  kinds: readonly string[];
}

/** A recipient group as one of the kinds that can change. */
export function groupKind(code: string): string {
  return `group:${code}`;
}

/** One relief, of which a grant has changed, as one of the kinds that can change. */
export function reliefKind(code: string): string {
  return `relief:${code}`;
}
