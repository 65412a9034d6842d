import type { Condition } from '../condition.ts';
import type { Benefit, Instruction } from '../instruction.ts';
import { canBe } from '../reasoning/can-be.ts';
import { isNeverLess } from '../reasoning/never-less.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import { birthLeavesIn } from './known-birth.ts';
import { lintAges } from './lint-ages.ts';
import { lintBirths } from './lint-births.ts';
import { lintCondition } from './lint-condition.ts';
import type { LintFinding } from './lint-finding.ts';
import { hasDay } from './when-days.ts';
import { hasPurchase } from './when-purchases.ts';

const CLASSES = 'goods-and-services';

/** Benefits that nobody gets, never come, or never are the best; and gaps between their ages. */
export function lintBenefits(
  instruction: Instruction,
  path: ReliefPath,
  world: World,
): LintFinding[] {
  const { who, benefits } = instruction;
  const findings = benefits.flatMap((benefit, position) => {
    const place = [...path, 'benefits', position];
    const own: LintFinding[] = [];
    if (benefit.who) {
      const context = [{ sign: 'yes', condition: who } as const];
      own.push(
        ...lintCondition({ condition: benefit.who, path: [...place, 'who'], context }, world),
      );
    }
    if (benefit.when && !hasDay(benefit.when, world.days)) {
      own.push({ code: 'benefit-on-no-day', path: [...place, 'when'] });
    }
    if (!hasPurchase(benefit, instruction)) {
      own.push({ code: 'benefit-on-no-purchase', path: [...place, 'when'] });
    }
    const better = instruction.choose === 'best' ? betterThan(position, instruction, world) : -1;
    if (better >= 0) {
      own.push({ code: 'benefit-never-best', path: place, other: [...path, 'benefits', better] });
    }
    return own;
  });
  return [...findings, ...lintAgesOfBenefits(instruction, path, world)];
}

/** Position of a benefit that is given wherever this one is, and gives at least as much; or -1. */
function betterThan(
  position: number,
  { who, benefits, quotas }: Instruction,
  world: World,
): number {
  const benefit = benefits[position];
  if (!benefit) return -1;
  return benefits.findIndex((other, otherPosition) => {
    if (other === benefit || !isNeverLess(other.give, benefit.give)) return false;
    // What has a quota of its own ends sooner.
    if (quotas.some(({ of = [] }) => other.name !== undefined && of.includes(other.name)))
      return false;
    // Of two that are the same, the later one is superfluous.
    if (isNeverLess(benefit.give, other.give) && otherPosition > position) return false;
    return isWider(other, benefit, { who, world });
  });
}

/** Whether a benefit is given wherever another one is: to the same persons, on the same goods. */
function isWider(
  wide: Benefit,
  narrow: Benefit,
  { who, world }: { who: Condition; world: World },
): boolean {
  if (wide.whose !== narrow.whose || wide.unitsPerTransaction || wide.units) return false;
  if (wide.when && JSON.stringify(wide.when) !== JSON.stringify(narrow.when)) return false;
  const classes = classesOf(wide, world);
  if ([...classesOf(narrow, world)].some((one) => !classes.has(one))) return false;
  if (!wide.who) return true;
  const narrowWho = narrow.who ?? { all: [] };
  const demands = [
    { sign: 'yes', condition: who },
    { sign: 'yes', condition: narrowWho },
    { sign: 'not-yes', condition: wide.who },
  ] as const;
  return !canBe(demands, world);
}

/** On the goods of one class: a person between the ages of two benefits gets neither. */
function lintAgesOfBenefits(
  { who, benefits }: Instruction,
  path: ReliefPath,
  world: World,
): LintFinding[] {
  const leaves = birthLeavesIn(who, [...path, 'who']);
  benefits.forEach((benefit, position) => {
    const place = [...path, 'benefits', position, 'who'];
    if (benefit.who) leaves.push(...birthLeavesIn(benefit.who, place));
  });
  const asked = new Map<string, Condition>();
  const codes = new Set(benefits.flatMap(({ on }) => on));
  for (const code of codes) {
    for (const whose of ['recipient', 'companion']) {
      const given = benefits.filter(
        (one) => one.whose === whose && classesOf(one, world).has(code),
      );
      const any = given.map((benefit) => benefit.who ?? { all: [] });
      if (any.length > 0)
        asked.set(given.map((one) => benefits.indexOf(one)).join(), { all: [who, { any }] });
    }
  }
  const findings = [...asked.values()].flatMap((condition) => [
    ...lintAges(condition, leaves, world),
    ...lintBirths(condition, leaves, world),
  ]);
  const seen = new Map(
    findings.map((finding) => [JSON.stringify([finding.path, finding.other]), finding]),
  );
  return [...seen.values()];
}

function classesOf({ on, except = [] }: Benefit, { concepts }: World): Set<string> {
  const classes = new Set(on.flatMap((code) => [...concepts.codesOf(CLASSES, code)]));
  for (const code of except) {
    for (const one of concepts.codesOf(CLASSES, code)) classes.delete(one);
  }
  return classes;
}
