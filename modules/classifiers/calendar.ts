import { addDays, type Day, weekday } from '../../platform/clock/day.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';

/** Days that are free, and the periods in which schools teach. Periods are half-open. */
export interface Calendar {
  publicHolidays: ReadonlyMap<Day, LocalizedText>;
  schoolHolidays: ReadonlyMap<Day, LocalizedText>;
  schoolYears: readonly { from: Day; to: Day }[];
}

const FIXED: readonly { monthDay: string; name: LocalizedText }[] = [
  { monthDay: '01-01', name: { lv: 'Jaungada diena', en: "New Year's Day" } },
  { monthDay: '05-01', name: { lv: 'Darba svētki', en: 'Labour Day' } },
  {
    monthDay: '05-04',
    name: {
      lv: 'Latvijas Republikas Neatkarības atjaunošanas diena',
      en: 'Restoration of Independence Day',
    },
  },
  { monthDay: '06-23', name: { lv: 'Līgo diena', en: 'Midsummer Eve' } },
  { monthDay: '06-24', name: { lv: 'Jāņu diena', en: 'Midsummer Day' } },
  {
    monthDay: '11-18',
    name: {
      lv: 'Latvijas Republikas Proklamēšanas diena',
      en: 'Proclamation Day of the Republic of Latvia',
    },
  },
  { monthDay: '12-24', name: { lv: 'Ziemassvētku vakars', en: 'Christmas Eve' } },
  { monthDay: '12-25', name: { lv: 'Pirmie Ziemassvētki', en: 'Christmas Day' } },
  { monthDay: '12-26', name: { lv: 'Otrie Ziemassvētki', en: 'Second Day of Christmas' } },
  { monthDay: '12-31', name: { lv: 'Vecgada diena', en: "New Year's Eve" } },
];

const BY_EASTER: readonly { days: number; name: LocalizedText }[] = [
  { days: -2, name: { lv: 'Lielā Piektdiena', en: 'Good Friday' } },
  { days: 0, name: { lv: 'Pirmās Lieldienas', en: 'Easter Sunday' } },
  { days: 1, name: { lv: 'Otrās Lieldienas', en: 'Easter Monday' } },
  { days: 49, name: { lv: 'Vasarsvētki', en: 'Pentecost' } },
];

const MOVED = ['05-04', '11-18'];

/**
 * Public holidays of a year: law “Par svētku, atceres un atzīmējamām dienām”, as generally known.
 * When 4 May or 18 November falls on a Saturday or Sunday, the next working day is free. The closing
 * day of the Song and Dance Celebration, and days freed by a law of their own, are not reckoned.
 */
export function publicHolidays(year: number): Map<Day, LocalizedText> {
  const holidays = new Map<Day, LocalizedText>();
  const easter = easterSunday(year);
  for (const { monthDay, name } of FIXED) holidays.set(`${year}-${monthDay}`, name);
  for (const { days, name } of BY_EASTER) holidays.set(addDays(easter, days), name);
  const mayStart = `${year}-05-01`;
  holidays.set(addDays(mayStart, 14 - weekday(mayStart)), {
    lv: 'Mātes diena',
    en: "Mother's Day",
  });
  for (const monthDay of MOVED) {
    const day = `${year}-${monthDay}`;
    if (weekday(day) < 6) continue;
    let free = addDays(day, 8 - weekday(day));
    while (holidays.has(free)) free = addDays(free, 1);
    const name = holidays.get(day);
    if (name) holidays.set(free, { lv: `${name.lv} (pārcelta)`, en: `${name.en} (moved)` });
  }
  return new Map([...holidays].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const month = Math.floor(f / 31);
  return `${year}-${String(month).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`;
}

/** Monday to Friday and no public holiday. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return weekday(day) <= 5 && !calendar.publicHolidays.has(day);
}

/** A working day of a school year, outside its holidays. */
export function isSchoolDay(calendar: Calendar, day: Day): boolean {
  if (!isWorkingDay(calendar, day) || calendar.schoolHolidays.has(day)) return false;
  return isTaught(calendar, day);
}

/** A day of the holidays of schools: of a school year, or between two that are known. */
export function isSchoolHoliday(calendar: Calendar, day: Day): boolean {
  if (calendar.schoolHolidays.has(day)) return true;
  const hasBegun = calendar.schoolYears.some((year) => year.to <= day);
  return (
    hasBegun && calendar.schoolYears.some((year) => day < year.from) && !isTaught(calendar, day)
  );
}

function isTaught({ schoolYears }: Calendar, day: Day): boolean {
  return schoolYears.some((year) => year.from <= day && day < year.to);
}
