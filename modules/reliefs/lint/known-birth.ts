import type { Day } from '../../../platform/clock/day.ts';
import type { AgeCondition, BornCondition, Condition } from '../condition.ts';
import { reckonedAge } from '../conditions/age-days.ts';
import { isWithin } from '../conditions/subject.ts';
import { conditionsIn } from '../definitions/condition-walk.ts';
import { canBe } from '../reasoning/can-be.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';

/** What a condition asks of the person's birth, and where it stands. */
export interface BirthLeaf {
  condition: AgeCondition | BornCondition;
  path: ReliefPath;
}

/**
 * What a condition asks of the birth of the person, not of related ones. What a definition asks
 * stands where it is named.
 */
export function birthLeavesIn(condition: Condition, path: ReliefPath): BirthLeaf[] {
  return [...conditionsIn(condition, path)].flatMap((one): BirthLeaf[] => {
    if (one.ofRelated) return [];
    if ('age' in one.condition || 'born' in one.condition) {
      return [{ condition: one.condition, path: one.path }];
    }
    if (!('definition' in one.condition)) return [];
    const versions = one.condition.versions ?? [];
    const inner = versions.flatMap((version) => birthLeavesIn(version.condition, []));
    return inner.map((leaf) => ({ ...leaf, path: one.path }));
  });
}

/** Somebody's birth, and the day on which the condition is asked. */
export interface BirthOnDay {
  birth: Day;
  day: Day;
}

/**
 * Whether a condition can hold in the first and the last of four cases and not in the two between,
 * for persons who differ in nothing but birth and day.
 */
export function canBeLost(
  condition: Condition,
  cases: readonly BirthOnDay[],
  {
    leaves,
    world,
    known,
  }: { leaves: readonly BirthLeaf[]; world: World; known: Map<string, boolean> },
): boolean {
  const signs = ['yes', 'not-yes', 'not-yes', 'yes'] as const;
  const asked = new Set<Condition>(leaves.map((leaf) => leaf.condition));
  const demands = cases.map((one, index) => {
    return { sign: signs[index] ?? 'yes', condition: withBirth(condition, one, asked) };
  });
  const key = JSON.stringify(demands);
  const isLost = known.get(key) ?? canBe(demands, world);
  known.set(key, isLost);
  return isLost;
}

const HOLDS: Condition = { all: [] };
const FAILS: Condition = { any: [] };

/** The condition with what it asks of the birth replaced by whether it holds. */
function withBirth(condition: Condition, on: BirthOnDay, asked: ReadonlySet<Condition>): Condition {
  const inner = (part: Condition) => withBirth(part, on, asked);
  if (asked.has(condition) && ('age' in condition || 'born' in condition)) {
    return holds(condition, on) ? HOLDS : FAILS;
  }
  if ('not' in condition) return { not: inner(condition.not) };
  if ('all' in condition) return { all: condition.all.map(inner) };
  if ('any' in condition) return { any: condition.any.map(inner) };
  if ('of' in condition) return { ...condition, of: condition.of.map(inner) };
  if (!('definition' in condition)) return condition;
  const version = condition.versions?.find((one) => isWithin(one, on.day));
  return version ? inner(version.condition) : { definition: condition.definition };
}

function holds(condition: AgeCondition | BornCondition, { birth, day }: BirthOnDay): boolean {
  if ('born' in condition) {
    const { from = '', below } = condition.born;
    return from <= birth && (below === undefined || birth < below);
  }
  const { from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = condition.age;
  const age = reckonedAge(condition.age, birth, day);
  return from <= age && age < below;
}
