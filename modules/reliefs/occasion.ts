import { type Day, rigaDateTime, weekday } from '../../platform/clock/day.ts';
import type { Occasion } from './calculation.ts';
import type { WEEKDAYS, When } from './instruction.ts';

/** Repeated as a value, so that this file stays free of the schema library. */
const WEEKDAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies typeof WEEKDAYS;

/** What the calendars of the classifiers say about a day. */
export interface Calendar {
  isWorkingDay(day: Day): boolean;
  isSchoolDay(day: Day): boolean;
}

/** The occasion of a purchase: the day and time in Riga at an instant, and what kind of day it is. */
export function occasionAt(
  instant: Date,
  circumstances: { calendar: Calendar; meansKind: string },
): Occasion {
  const { day, time } = rigaDateTime(instant);
  return {
    day,
    time,
    isWorkingDay: circumstances.calendar.isWorkingDay(day),
    isSchoolDay: circumstances.calendar.isSchoolDay(day),
    meansKind: circumstances.meansKind,
  };
}

/** Whether everything that `when` states holds on the occasion. */
export function whenHolds(when: When | undefined, occasion: Occasion): boolean {
  if (when === undefined) return true;
  if (when.day === 'working-day' && !occasion.isWorkingDay) return false;
  if (when.day === 'school-day' && !occasion.isSchoolDay) return false;
  if (when.dates !== undefined && !when.dates.includes(occasion.day.slice(5))) return false;
  return holdsAtTime(when, occasion.time) && holdsOnWeekday(when, occasion.day);
}

/** Half-open; `from` later than `to` spans midnight. */
function holdsAtTime(when: When, time: string): boolean {
  const from = when.from ?? '00:00';
  const to = when.to ?? '24:00';
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

function holdsOnWeekday(when: When, day: Day): boolean {
  if (when.weekdays === undefined && when.lastOfMonth === undefined) return true;
  const name = WEEKDAY_NAMES[weekday(day) - 1];
  if (name === undefined) return false;
  if (when.weekdays !== undefined && !when.weekdays.includes(name)) return false;
  if (when.lastOfMonth === undefined) return true;
  return when.lastOfMonth === name && Number(day.slice(8)) + 7 > daysInMonth(day);
}

function daysInMonth(day: Day): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}
