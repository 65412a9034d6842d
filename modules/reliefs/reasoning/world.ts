import type { Period } from '../../persons/person-facts.ts';
import type { Concepts } from '../conditions/subject.ts';

/** Where it is asked what a condition can be. */
export interface World {
  concepts: Concepts;
  /** The days on which the condition is asked. */
  days: Period;
  /** Every fact that is not a set of codes has one value at a time, as most registers state them. */
  oneValue?: boolean;
  /** What is left to all searches together; when it is used up, everything counts as possible. */
  budget?: { steps: number };
}

/** Numbers for codes, so that sets of them are spans like all others. */
export type CodeNumbers = (code: string) => number;

export function makeCodeNumbers(): CodeNumbers {
  const numbers = new Map<string, number>();
  return (code) => {
    const known = numbers.get(code) ?? numbers.size;
    numbers.set(code, known);
    return known;
  };
}
