import { addDays, addYears, type Day, weekday } from '../../platform/clock/day.ts';
import type { QUOTA_PERIODS } from './instruction/quota.ts';

export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

/** The start of the only period of a quota for the whole life: before anyone now living was born. */
const START_OF_LIFE: Day = '1900-01-01';
export const END_OF_LIFE: Day = '9999-12-31';

/**
 * The first day of the period of a quota or budget in which a day lies. Weeks are those of
 * ISO 8601 (Monday first); school years begin on 1 September.
 */
export function quotaPeriodStart(period: QuotaPeriod, day: Day): Day {
  switch (period) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, 1 - weekday(day));
    case 'month':
      return `${day.slice(0, 8)}01`;
    case 'quarter':
      return quarterStart(day);
    case 'year':
      return `${day.slice(0, 5)}01-01`;
    case 'school-year':
      return schoolYearStart(day);
    case 'life':
      return START_OF_LIFE;
  }
}

/** The first day after the period that begins on `start`. */
export function quotaPeriodEnd(period: QuotaPeriod, start: Day): Day {
  switch (period) {
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return quotaPeriodStart('month', addDays(start, 32));
    case 'quarter':
      return quotaPeriodStart('month', addDays(start, 95));
    case 'year':
    case 'school-year':
      return addYears(start, 1);
    case 'life':
      return END_OF_LIFE;
  }
}

function quarterStart(day: Day): Day {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`;
}

function schoolYearStart(day: Day): Day {
  const thisYear = `${day.slice(0, 5)}09-01`;
  if (thisYear <= day) return thisYear;
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}-09-01`;
}
