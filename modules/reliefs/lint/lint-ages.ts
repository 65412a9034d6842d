import { addDays, type Day } from '../../../platform/clock/day.ts';
import type { Period } from '../../persons/person-facts.ts';
import type { AgeCondition, Condition } from '../condition.ts';
import { firstDayOfAge } from '../conditions/age-days.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import { type BirthLeaf, canBeLost } from './known-birth.ts';
import type { LintFinding } from './lint-finding.ts';

/** A gap longer than this is meant: the young and the old. */
const GAP_DAYS_MAX = 366;

/** Of more ages than this nobody can see the gaps anyway. */
const AGES_MAX = 40;

/** Birthdays on which bounds of age behave differently: ends of months, 29 February, school years. */
const BIRTHDAYS = [
  '06-15',
  '01-01',
  '01-31',
  '02-28',
  '02-29',
  '03-01',
  '08-31',
  '09-01',
  '12-31',
] as const;
/** So many years, so that one is a leap year. */
const BIRTH_YEARS = 4;

interface AgeLeaf {
  condition: AgeCondition;
  path: ReliefPath;
}

/**
 * Birthdays on which somebody loses what the condition gives and soon has it again, though nothing
 * else about the person changes. Tried on birth dates around those that matter.
 */
export function lintAges(
  condition: Condition,
  leaves: readonly BirthLeaf[],
  world: World,
): LintFinding[] {
  const ages = leaves.filter((leaf): leaf is AgeLeaf => 'age' in leaf.condition);
  if (ages.length > AGES_MAX) return [];
  const found = new Map<string, LintFinding>();
  const known = new Map<string, boolean>();
  for (const birth of birthDates(ages, world.days)) {
    for (const gap of gapsOf(ages, birth, world.days)) {
      const key = JSON.stringify([gap.closing.path, gap.opening.path]);
      const cases = gap.days.map((day) => ({ birth, day }));
      if (found.has(key) || !canBeLost(condition, cases, { leaves, world, known })) continue;
      const [, lost = '', , again = ''] = gap.days;
      const example = `${birth}: ${lost} – ${again}`;
      const { path } = gap.closing;
      found.set(key, { code: 'age-gap', path, other: gap.opening.path, found: example });
    }
  }
  return [...found.values()];
}

/** For every bound, births by which it is reached soon after the days begin. */
function birthDates(leaves: readonly AgeLeaf[], days: Period): Day[] {
  const dates = new Set<Day>();
  const first = Number(days.from.slice(0, 4)) + 1;
  for (const { condition } of leaves) {
    const { from, below, in: unit = 'years' } = condition.age;
    const perYear = { years: 1, months: 12, days: 365 }[unit];
    for (const bound of [from, below]) {
      if (bound === undefined) continue;
      const year = first - Math.floor(bound / perYear);
      for (let later = 0; later < BIRTH_YEARS; later += 1) {
        for (const birthday of BIRTHDAYS) {
          const date = `${String(year + later).padStart(4, '0')}-${birthday}`;
          if (addDays(date, 0) === date) dates.add(date);
        }
      }
    }
  }
  return [...dates];
}

interface Gap {
  /** The last day before, the first and last day of the gap, the first day after. */
  days: [Day, Day, Day, Day];
  closing: AgeLeaf;
  opening: AgeLeaf;
}

/** Where an age ends to hold or begins to, and soon after another does. */
function gapsOf(leaves: readonly AgeLeaf[], birth: Day, days: Period): Gap[] {
  const turns = leaves
    .flatMap((leaf) => {
      const { from, below } = leaf.condition.age;
      const counts = [from, below].filter((count) => count !== undefined);
      return counts.map((count) => ({
        leaf,
        day: firstDayOfAge(leaf.condition.age, birth, count),
      }));
    })
    .filter(({ day }) => day > days.from && day > birth && (days.to === null || day < days.to))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return turns.flatMap((closing, index) => {
    const last = addDays(closing.day, GAP_DAYS_MAX);
    return turns
      .slice(index + 1)
      .filter(({ day }) => closing.day < day && day <= last)
      .map((opening): Gap => {
        const gap = [closing.day, addDays(opening.day, -1)] as const;
        return {
          days: [addDays(closing.day, -1), ...gap, opening.day],
          closing: closing.leaf,
          opening: opening.leaf,
        };
      });
  });
}
