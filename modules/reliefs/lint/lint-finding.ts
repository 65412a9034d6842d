import type { ReliefPath } from '../text/relief-problem.ts';
import type { LintCode } from './lint-rules.ts';

/** What was found in a relief, before it is known where in the text it stands. */
export interface LintFinding {
  code: LintCode;
  path: ReliefPath;
  /** What it goes with: what it excludes, by what it is covered, where a gap ends. */
  other?: ReliefPath;
  found?: string;
}
