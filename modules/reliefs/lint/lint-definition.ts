import type { Definition } from '../definitions/definition.ts';
import type { Definitions } from '../definitions/resolve-definitions.ts';
import { birthLeavesIn } from './known-birth.ts';
import { lintAges } from './lint-ages.ts';
import { lintBirths } from './lint-births.ts';
import { lintCondition } from './lint-condition.ts';
import { lintFacts } from './lint-facts.ts';
import type { LintFinding } from './lint-finding.ts';
import { LINT_STEPS, type LintTerms } from './lint-relief.ts';
import { lintVersions } from './lint-versions.ts';

/** What the linter finds in one definition that `validate` accepts. Pure. */
export function lintDefinition(
  { versions }: Definition,
  { resolver, concepts, supply }: LintTerms & { resolver: Definitions },
): LintFinding[] {
  return [
    ...lintVersions(versions),
    ...versions.flatMap((version, position) => {
      const path = ['versions', position, 'condition'];
      const condition = resolver.resolveCondition(version.condition);
      const days = { from: version.from, to: version.to ?? null };
      const world = { concepts, days, budget: { steps: LINT_STEPS } };
      const leaves = birthLeavesIn(condition, path);
      return [
        ...lintCondition({ condition, path, context: [] }, world),
        ...(supply ? lintFacts(condition, path, { concepts, supply }) : []),
        ...lintAges(condition, leaves, world),
        ...lintBirths(condition, leaves, world),
      ];
    }),
  ];
}
