import type { Database } from '../../../platform/database/database.ts';
import type { Calendar } from '../calendar.ts';

/** Makes the calendar tables hold exactly this calendar. */
export async function replaceCalendar(db: Database, calendar: Calendar): Promise<void> {
  const days = [
    ...rows('public-holidays', calendar.publicHolidays),
    ...rows('school-holidays', calendar.schoolHolidays),
  ];
  await db.query(DAYS, [JSON.stringify(days)]);
  await db.query(YEARS, [JSON.stringify(calendar.schoolYears)]);
}

function rows(calendar: string, days: Calendar['publicHolidays']) {
  return [...days].map(([day, name]) => ({ calendar, day, lv: name.lv, en: name.en }));
}

const DAYS = `
with given as (
  select calendar, day, lv, en
  from jsonb_to_recordset($1::jsonb) as one (calendar text, day date, lv text, en text)
), gone as (
  delete from classifiers.calendar_days held
  where (held.calendar, held.day) not in (select given.calendar, given.day from given)
)
insert into classifiers.calendar_days (calendar, day, name_lv, name_en)
select calendar, day, lv, en from given
on conflict (calendar, day) do update
set name_lv = excluded.name_lv, name_en = excluded.name_en
where (calendar_days.name_lv, calendar_days.name_en)
  is distinct from (excluded.name_lv, excluded.name_en)`;

const YEARS = `
with given as (
  select "from" as first_day, "to" as end_day
  from jsonb_to_recordset($1::jsonb) as one ("from" date, "to" date)
), gone as (
  delete from classifiers.school_years held
  where held.first_day not in (select given.first_day from given)
)
insert into classifiers.school_years (first_day, end_day)
select first_day, end_day from given
on conflict (first_day) do update set end_day = excluded.end_day
where school_years.end_day is distinct from excluded.end_day`;
