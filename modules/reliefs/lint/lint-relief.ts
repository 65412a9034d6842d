import type { Concepts } from '../conditions/subject.ts';
import type { Instruction, Relief } from '../instruction.ts';
import { canBe } from '../reasoning/can-be.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import { lintBenefits } from './lint-benefits.ts';
import { lintCondition } from './lint-condition.ts';
import { lintFacts, type Supply } from './lint-facts.ts';
import type { LintFinding } from './lint-finding.ts';
import { lintLimits } from './lint-limits.ts';
import { lintVersions } from './lint-versions.ts';

/** By what a relief is judged. */
export interface LintTerms {
  concepts: Concepts;
  /** What the connected registers state; where it is not said, everything is held to be stated. */
  supply?: Supply | undefined;
}

/** What the linter finds in one relief that `validate` accepts. Pure. */
export function lintRelief(relief: Relief, terms: LintTerms): LintFinding[] {
  return [
    ...lintVersions(relief.versions),
    ...relief.versions.flatMap((instruction, position) =>
      lintInstruction(instruction, ['versions', position], terms),
    ),
  ];
}

/** What the searches about one version may take together: a second or two. */
export const LINT_STEPS = 500_000;

/** An unknown verdict is neither. */
const UNKNOWN = ['not-yes', 'not-no'] as const;

function lintInstruction(
  instruction: Instruction,
  path: ReliefPath,
  { concepts, supply }: LintTerms,
): LintFinding[] {
  const { who, benefits, from, to = null } = instruction;
  const world: World = { concepts, days: { from, to }, budget: { steps: LINT_STEPS } };
  const findings = lintCondition({ condition: who, path: [...path, 'who'], context: [] }, world);
  if (supply) {
    findings.push(...lintFacts(who, [...path, 'who'], { concepts, supply }));
    benefits.forEach((benefit, position) => {
      const place = [...path, 'benefits', position, 'who'];
      if (benefit.who) findings.push(...lintFacts(benefit.who, place, { concepts, supply }));
    });
  }
  if (
    instruction.unknown !== 'refuse' &&
    !canBe(
      UNKNOWN.map((sign) => ({ sign, condition: who })),
      world,
    )
  ) {
    findings.push({ code: 'unknown-without-effect', path: [...path, 'unknown'] });
  }
  // What nobody has needs no further look.
  if (!canBe([{ sign: 'yes', condition: who }], world)) return findings;
  findings.push(...lintBenefits(instruction, path, world), ...lintLimits(instruction, path, world));
  return findings;
}
