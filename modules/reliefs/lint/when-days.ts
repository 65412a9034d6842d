import { addDays, type Day, weekday } from '../../../platform/clock/day.ts';
import type { Period } from '../../persons/person-facts.ts';
import { type Circumstances, WEEKDAYS, type When } from '../instruction/when.ts';

/** After so many days every date has met every weekday. */
const CYCLE_DAYS = 28 * 366;

/** Whether a purchase on some day of the period can be as asked. Only days are looked at. */
export function hasDay(when: When, period: Period): boolean {
  const last = addDays(period.from, CYCLE_DAYS);
  const end = period.to === null || period.to > last ? last : period.to;
  for (let day = period.from; day < end; day = addDays(day, 1)) {
    if (canBeOn(when, day)) return true;
  }
  return false;
}

function canBeOn(when: When, day: Day): boolean {
  if ('all' in when) return when.all.every((one) => canBeOn(one, day));
  if ('any' in when) return when.any.some((one) => canBeOn(one, day));
  return 'not' in when ? canFailOn(when.not, day) : isDayFit(when, day);
}

function canFailOn(when: When, day: Day): boolean {
  if ('all' in when) return when.all.some((one) => canFailOn(one, day));
  if ('any' in when) return when.any.every((one) => canFailOn(one, day));
  if ('not' in when) return canBeOn(when.not, day);
  const { weekdays: _, lastOfMonth: __, dates: ___, season: ____, ...others } = when;
  return Object.keys(others).length > 0 || !isDayFit(when, day);
}

/** Holidays of years to come are in no calendar yet: any weekday may be one, or not. */
function isDayFit({ weekdays, lastOfMonth, dates, season, day: kind }: Circumstances, day: Day) {
  const name = WEEKDAYS[weekday(day) - 1];
  const date = day.slice(5);
  if (!name || (weekdays && !weekdays.includes(name))) return false;
  const isLast = addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
  if (lastOfMonth && !(lastOfMonth === name && isLast)) return false;
  if (dates && !dates.includes(date)) return false;
  if (season && !isInSeason(season, date)) return false;
  const isWeekend = name === 'saturday' || name === 'sunday';
  return !isWeekend || (kind !== 'working-day' && kind !== 'school-day');
}

function isInSeason({ from, to }: { from: string; to: string }, date: string): boolean {
  return from <= to ? from <= date && date < to : date >= from || date < to;
}
