import {
  problemLine,
  type TextFinding,
  type TextPath,
  type TextProblem,
} from '../../../platform/text/text-problem.ts';
import { RELIEF_TEXT_ERRORS, type ReliefTextCode } from '../errors.ts';

/** Where in a relief something stands: keys and positions from the top. */
export type ReliefPath = TextPath;

/** Something wrong with a relief, before it is known where in the text it stands. */
export type ReliefFinding = TextFinding<ReliefTextCode>;

/** A finding with its place in a file; lines and columns count from 1. */
export type ReliefProblem = TextProblem<ReliefTextCode>;

/** One line for a terminal: `reliefs/x.yaml:12:9 fact-unknown "residense": …`. */
export function problemText(problem: ReliefProblem, language: 'lv' | 'en'): string {
  return problemLine(problem, RELIEF_TEXT_ERRORS, language);
}
