import { rigaDateTime, weekday } from '../../platform/clock/day.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: 24 * HOUR_MS,
};
/** 29 February may be eight years away, around a year that is no leap year. */
const HOURS_AHEAD_MAX = 24 * 366 * 8;

/** Least and greatest value of minute, hour, day, month and weekday; 7 is Sunday too. */
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** When a source runs: the values of each field of a cron text; `anyDay`: of the month, of the week. */
export interface Cron {
  minutes: number[];
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  anyDay: boolean;
  anyWeekday: boolean;
}

/** Milliseconds of `90s`, `15m`, `2h`, `1d`. */
export function readDuration(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS_MS[text.slice(-1)] ?? 0);
}

/** Reads five fields of numbers, `*`, lists, ranges and steps. Undefined: it is none, or never comes. */
export function readCron(text: string): Cron | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== RANGES.length) return undefined;
  const sets = parts.map((part, index) => readField(part, RANGES[index] ?? [0, 0]));
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const cron = {
    ...{ hours, days, months, anyDay: parts[2] === '*', anyWeekday: parts[4] === '*' },
    minutes: [...minutes].sort((one, other) => one - other),
    weekdays: new Set([...weekdays].map((day) => day || 7)),
  };
  return nextOfCron(cron, new Date(0)) ? cron : undefined;
}

/**
 * The first minute after an instant that a cron text names, in the time of Riga. An hour that the clock
 * leaves out does not come, and one that it repeats comes twice.
 */
export function nextOfCron(cron: Cron, after: Date): Date | undefined {
  const begin = Math.floor(after.getTime() / HOUR_MS) * HOUR_MS;
  for (let hours = 0; hours < HOURS_AHEAD_MAX; hours++) {
    const hour = begin + hours * HOUR_MS;
    const { day, time } = rigaDateTime(new Date(hour));
    if (!cron.hours.has(Number(time.slice(0, 2))) || !isDayOf(cron, day)) continue;
    const found = cron.minutes.find((minute) => hour + minute * MINUTE_MS > after.getTime());
    if (found !== undefined) return new Date(hour + found * MINUTE_MS);
  }
  return undefined;
}

/** Where a day of the month and of the week are both named, either will do. */
function isDayOf(cron: Cron, day: string): boolean {
  if (!cron.months.has(Number(day.slice(5, 7)))) return false;
  const ofMonth = cron.days.has(Number(day.slice(8)));
  const ofWeek = cron.weekdays.has(weekday(day));
  return cron.anyDay || cron.anyWeekday ? ofMonth && ofWeek : ofMonth || ofWeek;
}

function readField(text: string, range: readonly [number, number]): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to, step = '1'] =
      /^(\*|\d{1,2})(?:-(\d{1,2}))?(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    if (from === undefined || (from === '*' && to !== undefined) || Number(step) === 0) return;
    const first = from === '*' ? range[0] : Number(from);
    const single = part.includes('/') ? range[1] : first;
    const last = from === '*' ? range[1] : Number(to ?? single);
    if (first < range[0] || last > range[1] || first > last) return;
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return values;
}
