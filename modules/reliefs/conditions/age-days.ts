import { addUnits, completedUnits, type Day } from '../../../platform/clock/day.ts';
import type { AgeCondition, AgeDay } from '../condition.ts';

type Age = AgeCondition['age'];

/** Completed units of age on the day on which the age is reckoned; below zero before birth. */
export function reckonedAge({ in: unit = 'years', on }: Age, birthDate: Day, day: Day): number {
  return completedUnits(birthDate, reckoningDay(on, day), unit);
}

/** The first day on which a reckoned age is reached. It stays reached, so a bound is one day. */
export function firstDayOfAge({ in: unit = 'years', on }: Age, birthDate: Day, count: number): Day {
  const reached = addUnits(birthDate, count, unit);
  if (on === undefined) return reached;
  const before = reckoningDay(on, reached);
  switch (on) {
    case 'year-start':
      return before === reached ? reached : `${nextYear(before)}-01-01`;
    case 'school-year-start':
      return before === reached ? reached : `${nextYear(before)}-09-01`;
    case 'year-end':
      return `${before.slice(0, 4)}-01-01`;
    case 'school-year-end':
      return reckoningDay('school-year-start', reached);
    default:
      return reached;
  }
}

/** The day of the calendar or school year of a day on which age is reckoned. */
export function reckoningDay(on: AgeDay | undefined, day: Day): Day {
  const year = day.slice(0, 4);
  switch (on) {
    case 'year-start':
      return `${year}-01-01`;
    case 'year-end':
      return `${year}-12-31`;
    case 'school-year-start':
      return `${isAutumn(day) ? year : nextYear(day, -1)}-09-01`;
    case 'school-year-end':
      return `${isAutumn(day) ? nextYear(day) : year}-08-31`;
    default:
      return day;
  }
}

function isAutumn(day: Day): boolean {
  return day.slice(5, 7) >= '09';
}

function nextYear(day: Day, step = 1): string {
  return String(Number(day.slice(0, 4)) + step).padStart(4, '0');
}
