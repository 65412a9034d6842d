import type { Verdict } from '../condition.ts';

/** Verdicts as numbers in their order, so that "all" is the least and "any" the greatest. */
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;
/** Not asked yet. */
export const PENDING = 3;

export const VERDICT_OF_CODE: readonly Verdict[] = ['no', 'unknown', 'yes'];

export function codeOf(verdict: Verdict): number {
  return VERDICT_OF_CODE.indexOf(verdict);
}
