import type { Day } from '../../platform/clock/day.ts';

/**
 * Days as numbers since 1970-01-01: millions of people have tens of dates each, and numbers are
 * reckoned with much faster than texts. Texts are made once for each day.
 */
export type DayNumber = number;

const DAY_MS = 86_400_000;
const texts = new Map<DayNumber, Day>();

export function dayNumber(day: Day): DayNumber {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayText(number: DayNumber): Day {
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY_MS).toISOString().slice(0, 10);
    texts.set(number, text);
  }
  return text;
}

export function yearOf(number: DayNumber): number {
  return Number(dayText(number).slice(0, 4));
}

const starts = new Map<number, DayNumber>();

/** 1 September of a year. */
export function firstOfSeptember(year: number): DayNumber {
  let start = starts.get(year);
  if (start === undefined) {
    start = dayNumber(`${year}-09-01`);
    starts.set(year, start);
  }
  return start;
}

/** The same date so many years later; 29 February becomes 1 March. */
export function yearsLater(number: DayNumber, years: number): DayNumber {
  const text = dayText(number);
  const year = Number(text.slice(0, 4)) + years;
  return Date.UTC(year, Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / DAY_MS;
}

/** Roughly so many years, in days: for what needs no exact date. */
export function years(count: number): number {
  return Math.round(count * 365.25);
}
