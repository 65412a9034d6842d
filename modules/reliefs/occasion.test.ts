import { expect, test } from 'vitest';
import type { Day } from '../../platform/clock/day.ts';
import { isSchoolDay, isWorkingDay } from '../classifiers/calendar.ts';
import type { When } from './instruction.ts';
import { occasionAt, whenHolds } from './occasion.ts';

const days = {
  publicHolidays: named('2026-04-03', '2026-05-04'),
  schoolYears: [{ from: '2025-09-01', to: '2026-06-01' }],
  schoolHolidays: named('2026-03-16'),
};
const calendar = {
  isWorkingDay: (day: Day) => isWorkingDay(days, day),
  isSchoolDay: (day: Day) => isSchoolDay(days, day),
};

function named(...holidays: Day[]) {
  return new Map(holidays.map((day) => [day, { lv: day, en: day }]));
}

/** In Riga: UTC + 2 in winter, + 3 from 2026-03-29 03:00. */
const at = (instant: string) =>
  occasionAt(new Date(instant), { calendar, meansKind: 'transport-card' });

test('the day and time are those of Riga, also on the day of the change to summer time', () => {
  expect(at('2026-03-28T22:30:00Z')).toMatchObject({ day: '2026-03-29', time: '00:30' });
  expect(at('2026-03-29T00:59:00Z')).toMatchObject({ day: '2026-03-29', time: '02:59' });
  expect(at('2026-03-29T01:00:00Z')).toMatchObject({ day: '2026-03-29', time: '04:00' });
  expect(at('2026-03-29T21:00:00Z')).toMatchObject({ day: '2026-03-30', time: '00:00' });
});

const noon = (day: string) => at(`${day}T10:00:00Z`);

test.each<[string, When, string, boolean]>([
  ['a Wednesday', { weekdays: ['wednesday'] }, '2026-03-25', true],
  ['no Wednesday', { weekdays: ['wednesday'] }, '2026-03-26', false],
  ['a working day', { day: 'working-day' }, '2026-03-25', true],
  ['a public holiday is no working day', { day: 'working-day' }, '2026-05-04', false],
  ['nor is a Saturday', { day: 'working-day' }, '2026-03-28', false],
  ['a school day', { day: 'school-day' }, '2026-03-25', true],
  ['school holidays', { day: 'school-day' }, '2026-03-16', false],
  ['the first day after the school year', { day: 'school-day' }, '2026-06-01', false],
  ['the last Sunday of March', { lastOfMonth: 'sunday' }, '2026-03-29', true],
  ['the last Sunday but one', { lastOfMonth: 'sunday' }, '2026-03-22', false],
  ['the last Saturday is no Sunday', { lastOfMonth: 'sunday' }, '2026-03-28', false],
  ['29 February is the last Thursday of 2024', { lastOfMonth: 'thursday' }, '2024-02-29', true],
  ['a date of every year', { dates: ['05-04', '11-18'] }, '2026-05-04', true],
  ['another date', { dates: ['05-04', '11-18'] }, '2026-05-05', false],
  ['noon is before 14:00', { from: '08:00', to: '14:00' }, '2026-03-25', true],
  ['the end is left out', { to: '12:00' }, '2026-03-25', false],
  ['the start counts', { from: '12:00' }, '2026-03-25', true],
  [
    'a night that spans midnight leaves noon out',
    { from: '22:00', to: '06:00' },
    '2026-03-25',
    false,
  ],
  ['everything must hold', { weekdays: ['wednesday'], from: '13:00' }, '2026-03-25', false],
])('%s', (_, when, day, holds) => {
  // Noon in Riga.
  expect(whenHolds(when, { ...noon(day), time: '12:00' })).toBe(holds);
});
