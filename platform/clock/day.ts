/**
 * Calendar days as `YYYY-MM-DD` strings, which compare as text. Instants are UTC; a day, a time of
 * day and a period are always those of Europe/Riga.
 */
export type Day = string;

/** Stands for a day that never comes, as in registers. No day is later, whatever is added to it. */
export const LAST_DAY: Day = '9999-12-31';
const LAST_YEAR = 9999;

const DAY_MS = 86_400_000;

const rigaParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Riga',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const MINUTE_MS = 60_000;
/** The minute that was asked for last: most taps of a busy server lie in the same one. */
let lastMinute: { number: number; day: Day; time: string } | undefined;

/** The day and the time of day (`HH:MM`) in Riga at an instant. */
export function rigaDateTime(instant: Date): { day: Day; time: string } {
  const number = Math.floor(instant.getTime() / MINUTE_MS);
  // Working it out takes 10 µs.
  if (lastMinute?.number !== number) lastMinute = { number, ...workOutDateTime(instant) };
  const { day, time } = lastMinute;
  return { day, time };
}

function workOutDateTime(instant: Date): { day: Day; time: string } {
  const parts: Record<string, string> = {};
  for (const part of rigaParts.formatToParts(instant)) parts[part.type] = part.value;
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  };
}

export function rigaDay(instant: Date): Day {
  return rigaDateTime(instant).day;
}

/** Hours by which Riga is ahead of UTC, in winter and in summer. */
const RIGA_AHEAD = [2, 3] as const;
const HOUR_MS = 3_600_000;

/** The instant at which a day begins in Riga: its clock is never changed at midnight. */
export function rigaMidnight(day: Day): Date {
  const [winter, summer] = RIGA_AHEAD.map(
    (hours) => new Date(Date.parse(`${day}T00:00:00Z`) - hours * HOUR_MS),
  ) as [Date, Date];
  return rigaDateTime(winter).time === '00:00' ? winter : summer;
}

/** Without a `Date`, which costs 2 µs: registers have millions of days. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (month === 2 && day === 29) return isLeapYear(Number(text.slice(0, 4)));
  return day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0);
}

export function addDays(day: Day, days: number): Day {
  const instant = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
  if (Number.isNaN(instant.getTime())) return '';
  const text = instant.toISOString();
  // Later years have a sign and six digits.
  return text.startsWith('+') ? LAST_DAY : text.slice(0, 10);
}

/**
 * The day on which a period of whole years that began on `day` is complete. Someone born on
 * 29 February completes a year on 1 March of a common year (Civil Procedure practice: a period of
 * years ends on the corresponding date; where there is none, the year is complete the day after
 * the last day of the month).
 */
export function addYears(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  if (year > LAST_YEAR) return LAST_DAY;
  const date = day.endsWith('-02-29') && !isLeapYear(year) ? '-03-01' : day.slice(4);
  return `${String(year).padStart(4, '0')}${date}`;
}

/**
 * The day on which a period of whole months that began on `day` is complete: where the month has no
 * such date, the day after its last, as with years. 31 January and one month: 1 March.
 */
export function addMonths(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const date = Number(day.slice(8));
  if (date <= 28 || date <= daysOfMonth(month)) return dayOf(month, date);
  return dayOf(month + 1, 1);
}

/** A day from its month, counted from the year 0, and its date. */
function dayOf(month: number, date: number): Day {
  const year = Math.floor(month / 12);
  if (year > LAST_YEAR) return LAST_DAY;
  return `${String(year).padStart(4, '0')}-${twoDigits((month % 12) + 1)}-${twoDigits(date)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOfMonth(month: number): number {
  const ofYear = month % 12;
  if (ofYear === 1 && isLeapYear(Math.floor(month / 12))) return 29;
  return MONTH_DAYS[ofYear] ?? 31;
}

/** Units in which rules count time. */
export const UNITS_OF_TIME = ['years', 'months', 'days'] as const;
export type UnitOfTime = (typeof UNITS_OF_TIME)[number];

/** The day on which so many whole units since `day` are complete. */
export function addUnits(day: Day, count: number, unit: UnitOfTime): Day {
  if (unit === 'days') return addDays(day, count);
  return unit === 'months' ? addMonths(day, count) : addYears(day, count);
}

/** Completed units from one day to another; below zero when the other comes first. */
export function completedUnits(from: Day, to: Day, unit: UnitOfTime): number {
  if (unit === 'years') return ageOn(from, to);
  if (unit === 'days') return daysBetween(from, to);
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return dayOfMonth(to) < dayOfMonth(from) ? months - 1 : months;
}

/** Days from one day to another, whatever the clock did in between. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 0000-03-01: the year begins in March, so that a leap day is the last of its year. */
export function dayNumber(day: Day): number {
  const year = yearOf(day);
  const month = monthOf(day);
  const fromMarch = month < 3 ? month + 9 : month - 3;
  const ofMarch = month < 3 ? year - 1 : year;
  const leapDays = ((ofMarch / 4) | 0) - ((ofMarch / 100) | 0) + ((ofMarch / 400) | 0);
  const ofYear = ((153 * fromMarch + 2) / 5) | 0;
  return 365 * ofMarch + leapDays + ofYear + dayOfMonth(day) - 1;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Completed years of age on a day. 29 February comes before 1 March, so the rule of
 * `addYears` holds by itself.
 */
export function ageOn(birthDate: Day, day: Day): number {
  const years = yearOf(day) - yearOf(birthDate);
  return dateOf(day) < dateOf(birthDate) ? years - 1 : years;
}

// Digits are read one by one: ages are asked of everybody, and slices of text take ten times as long.
function digit(day: Day, position: number): number {
  return day.charCodeAt(position) - 48;
}

function yearOf(day: Day): number {
  return digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
}

function monthOf(day: Day): number {
  return digit(day, 5) * 10 + digit(day, 6);
}

function dayOfMonth(day: Day): number {
  return digit(day, 8) * 10 + digit(day, 9);
}

/** 229 for 29 February. */
function dateOf(day: Day): number {
  return monthOf(day) * 100 + dayOfMonth(day);
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
