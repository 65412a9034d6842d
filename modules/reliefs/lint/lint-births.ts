import { addDays, type Day } from '../../../platform/clock/day.ts';
import type { Condition } from '../condition.ts';
import { firstDayOfAge } from '../conditions/age-days.ts';
import type { World } from '../reasoning/world.ts';
import { type BirthLeaf, canBeLost } from './known-birth.ts';
import type { LintFinding } from './lint-finding.ts';

/** A gap longer than this is meant: those born before and after a reform. */
const GAP_DAYS_MAX = 31;
/** Of more births than this nobody can see the gaps anyway. */
const BIRTHS_MAX = 40;

/** Days of birth between two others: who is born then gets nothing that those around them get. */
export function lintBirths(
  condition: Condition,
  leaves: readonly BirthLeaf[],
  world: World,
): LintFinding[] {
  const turns = leaves
    .flatMap(({ condition: one, path }) => {
      const days = 'born' in one ? [one.born.from, one.born.below] : [];
      return days.flatMap((birth) => (birth === undefined ? [] : [{ birth, path }]));
    })
    .sort((a, b) => (a.birth < b.birth ? -1 : 1));
  if (turns.length > BIRTHS_MAX) return [];
  const known = new Map<string, boolean>();
  return turns.flatMap((closing, index) => {
    const last = addDays(closing.birth, GAP_DAYS_MAX);
    const opening = turns
      .slice(index + 1)
      .filter(({ birth }) => closing.birth < birth && birth <= last)
      .find(({ birth }) => {
        const births = [addDays(closing.birth, -1), closing.birth, addDays(birth, -1), birth];
        return askedDays(birth, leaves, world).some((day) => {
          const cases = births.map((one) => ({ birth: one, day }));
          return canBeLost(condition, cases, { leaves, world, known });
        });
      });
    if (!opening) return [];
    const found = `${closing.birth} – ${opening.birth}`;
    return [{ code: 'birth-gap', path: closing.path, other: opening.path, found } as const];
  });
}

/** The first day of the world, and those on which an age that is asked is reached. */
function askedDays(birth: Day, leaves: readonly BirthLeaf[], { days }: World): Day[] {
  const reached = leaves.flatMap(({ condition }) => {
    if (!('age' in condition)) return [];
    const counts = [condition.age.from].filter((count) => count !== undefined);
    return counts.map((count) => firstDayOfAge(condition.age, birth, count));
  });
  const first = days.from > birth ? days.from : birth;
  return [first, ...reached].filter((day) => day >= first && (days.to === null || day < days.to));
}
