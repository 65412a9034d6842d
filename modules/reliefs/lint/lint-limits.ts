import { earnsPoints, type Give } from '../benefits/give.ts';
import type { Condition } from '../condition.ts';
import { childrenAges, type Quota } from '../instruction/quota.ts';
import { bindsBenefit } from '../instruction/quota-measure.ts';
import type { Instruction } from '../instruction.ts';
import { canBe } from '../reasoning/can-be.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import type { LintFinding } from './lint-finding.ts';

/** Quotas that nobody can use or that limit nothing, and limits too small for one use. */
export function lintLimits(
  instruction: Instruction,
  path: ReliefPath,
  world: World,
): LintFinding[] {
  const { benefits, quotas, budget } = instruction;
  const gives = benefits.map(({ give }) => give);
  const findings = quotas.flatMap((quota, position) =>
    lintQuota(quota, { instruction, path: [...path, 'quotas', position], world }),
  );
  if (!budget) return findings;
  const place = [...path, 'budget'];
  if (gives.every(earnsPoints)) findings.push({ code: 'quota-limits-nothing', path: place });
  return [...findings, ...lintAmount(budget.amount, gives, [...place, 'amount'])];
}

function lintQuota(
  quota: Quota,
  { instruction, path, world }: { instruction: Instruction; path: ReliefPath; world: World },
): LintFinding[] {
  const { per, uses, units, amount, carryOver } = quota;
  const bound = instruction.benefits.filter((benefit) => bindsBenefit(quota, benefit));
  const gives = bound.map(({ give }) => give);
  const limitsNothing =
    (uses === undefined && gives.every(earnsPoints)) ||
    (units !== undefined && gives.every(isOfPoints));
  if (limitsNothing) return [{ code: 'quota-limits-nothing', path }];
  if (per === 'child' && !canBe([have(instruction.who), have(childOf(quota))], world)) {
    return [{ code: 'quota-unusable', path: [...path, 'per'] }];
  }
  // What several children have, or several periods, may be enough.
  if (per === 'child' || carryOver !== undefined) return [];
  if (units !== undefined && units < Math.min(...gives.map(fixedUnits))) {
    return [{ code: 'quota-unusable', path: [...path, 'units'], found: String(units) }];
  }
  return amount === undefined ? [] : lintAmount(amount, gives, [...path, 'amount']);
}

function lintAmount(cents: number, gives: readonly Give[], path: ReliefPath): LintFinding[] {
  if (cents >= Math.min(...gives.map(fixedCents))) return [];
  return [{ code: 'limit-below-one-use', path, found: String(cents / 100) }];
}

/** The children of whom a quota of a child counts. */
function childOf(quota: Quota): Condition {
  return { related: 'child', where: { age: childrenAges(quota) } };
}

function have(condition: Condition) {
  return { sign: 'yes', condition } as const;
}

function isOfPoints(give: Give): boolean {
  return earnsPoints(give) || 'spendPoints' in give;
}

/** What one use costs, as long as the price is not lower; nothing when it depends on the price. */
function fixedCents(give: Give): number {
  if ('spendPoints' in give) return give.worth;
  if ('perUnit' in give) return give.perUnit;
  return 'amount' in give ? give.amount : 0;
}

/** Units that one use covers at least. */
function fixedUnits(give: Give): number {
  return 'bundle' in give ? give.bundle.reduce((sum, { units }) => sum + units, 0) : 0;
}
