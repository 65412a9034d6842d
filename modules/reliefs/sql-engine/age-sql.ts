import { type Day, LAST_DAY } from '../../../platform/clock/day.ts';
import type { AgeCondition, BornCondition } from '../condition.ts';
import { reckonedAge } from '../conditions/age-days.ts';
import { firstDay } from './first-day.ts';
import type { Scope } from './scope.ts';
import { quote } from './sql-text.ts';

/** Who is of an age was born before one day and not before another. */
export function ageSql({ age }: AgeCondition, scope: Scope): string {
  const { from, below } = age;
  const { day } = scope;
  return bornSql(
    {
      born: {
        from: below === undefined ? undefined : firstBirthUnder(below, age, day),
        below: from === undefined ? undefined : firstBirthUnder(from, age, day),
      },
    },
    scope,
  );
}

/** The first day of birth of those who have not completed so many units on the asked day. */
export function firstBirthUnder(units: number, age: AgeCondition['age'], day: Day): Day {
  return firstDay((birthDate) => reckonedAge(age, birthDate, day) < units) ?? LAST_DAY;
}

/** The scope is told the days: on which side of them one was born is all that counts. */
export function bornSql({ born }: BornCondition, { births }: Scope): string {
  const parts: string[] = [];
  if (born.from !== undefined) parts.push(`birth_date >= ${quote(born.from)}`);
  if (born.below !== undefined) parts.push(`birth_date < ${quote(born.below)}`);
  for (const day of [born.from, born.below]) if (day !== undefined) births?.add(day);
  return parts.length ? `(${parts.join(' and ')})` : 'true';
}
