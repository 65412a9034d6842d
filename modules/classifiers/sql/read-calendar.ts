import type { Database } from '../../../platform/database/database.ts';
import type { Calendar } from '../calendar.ts';

interface DayRow {
  calendar: string;
  day: string;
  name_lv: string;
  name_en: string;
}

/** Public holidays, school holidays and school years. */
export async function readCalendar(db: Database): Promise<Calendar> {
  const days = await db.query<DayRow>(DAYS);
  const years = await db.query<{ first_day: string; end_day: string }>(YEARS);
  const named = (calendar: string) =>
    new Map(
      days
        .filter((row) => row.calendar === calendar)
        .map((row) => [row.day, { lv: row.name_lv, en: row.name_en }]),
    );
  return {
    publicHolidays: named('public-holidays'),
    schoolHolidays: named('school-holidays'),
    schoolYears: years.map((row) => ({ from: row.first_day, to: row.end_day })),
  };
}

const DAYS = 'select calendar, day, name_lv, name_en from classifiers.calendar_days order by day';
const YEARS = 'select first_day, end_day from classifiers.school_years order by first_day';
