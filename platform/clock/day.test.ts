import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addUnits,
  addYears,
  ageOn,
  completedUnits,
  daysBetween,
  isDay,
  LAST_DAY,
  rigaDateTime,
  rigaDay,
  UNITS_OF_TIME,
  weekday,
} from './day.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each([
  ['winter, two hours ahead', '2026-01-01T21:59:59Z', '2026-01-01', '23:59'],
  ['midnight in winter', '2026-01-01T22:00:00Z', '2026-01-02', '00:00'],
  ['midnight in summer, three hours ahead', '2026-06-30T21:00:00Z', '2026-07-01', '00:00'],
  ['before the clock goes forward', '2026-03-29T00:59:59Z', '2026-03-29', '02:59'],
  ['after it went forward', '2026-03-29T01:00:00Z', '2026-03-29', '04:00'],
  ['before the clock goes back', '2026-10-25T00:59:59Z', '2026-10-25', '03:59'],
  ['after it went back', '2026-10-25T01:00:00Z', '2026-10-25', '03:00'],
  ['the leap day', '2028-02-28T22:00:00Z', '2028-02-29', '00:00'],
])('%s', (_name, instant, expectedDay, time) => {
  expect(rigaDateTime(new Date(instant))).toEqual({ day: expectedDay, time });
  expect(rigaDay(new Date(instant))).toBe(expectedDay);
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['0000-01-01', false],
  ['2028-02-29', true],
  ['2100-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00:00Z', false],
  ['', false],
])('%j is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test.each([
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2008-02-29', '2028-02-28', 19],
  ['2008-02-29', '2028-02-29', 20],
  ['2008-03-01', '2026-02-28', 17],
  ['2008-03-01', '2026-03-01', 18],
  ['2025-12-31', '2026-01-01', 0],
])('who was born on %s has completed on %s %d years', (birthDate, on, age) => {
  expect(ageOn(birthDate, on)).toBe(age);
});

test('ages grow by one a year, and never shrink', () => {
  fc.assert(
    fc.property(day, fc.nat(120), fc.nat(40_000), (birthDate, years, days) => {
      const birthday = addYears(birthDate, years);
      expect(ageOn(birthDate, birthday)).toBe(years);
      if (years > 0) expect(ageOn(birthDate, addDays(birthday, -1))).toBe(years - 1);
      const on = addDays(birthDate, days);
      expect(ageOn(birthDate, addDays(on, 1))).toBeGreaterThanOrEqual(ageOn(birthDate, on));
    }),
  );
});

test('days are added and taken over months, years and changes of the clock', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  fc.assert(
    fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
      expect(addDays(addDays(from, days), -days)).toBe(from);
    }),
  );
});

test('weeks begin on Monday', () => {
  expect(weekday('2026-03-09')).toBe(1);
  expect(weekday('2026-03-15')).toBe(7);
  expect(weekday('1969-12-31')).toBe(3);
  fc.assert(
    fc.property(day, (any) => {
      expect(weekday(addDays(any, 1))).toBe((weekday(any) % 7) + 1);
    }),
  );
});

test.each([
  ['2026-01-31', 1, '2026-03-01'],
  ['2028-01-31', 1, '2028-03-01'],
  ['2028-01-29', 1, '2028-02-29'],
  ['2026-01-29', 1, '2026-03-01'],
  ['2026-03-31', -1, '2026-03-01'],
  ['2026-03-15', -15, '2024-12-15'],
  ['2026-12-31', 2, '2027-03-01'],
  ['2024-02-29', 12, '2025-03-01'],
])('%s and %d months: %s', (from, months, expected) => {
  expect(addMonths(from, months)).toBe(expected);
});

test('a unit is complete on its day and not on the day before', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom(...UNITS_OF_TIME),
      (from, count, unit) => {
        const complete = addUnits(from, count, unit);
        expect(completedUnits(from, complete, unit)).toBe(count);
        expect(completedUnits(from, addDays(complete, -1), unit)).toBe(count - 1);
        expect(completedUnits(from, addDays(from, -1), unit)).toBeLessThan(0);
        expect(daysBetween(from, complete)).toBe(
          (Date.parse(complete) - Date.parse(from)) / 86_400_000,
        );
      },
    ),
  );
});

test('days are counted by the calendar, over a change of the clock too', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
});

test.each(UNITS_OF_TIME)('nothing is later than the day that never comes: %s', (unit) => {
  expect(addUnits(LAST_DAY, 1, unit)).toBe(LAST_DAY);
  expect(addUnits('2026-03-11', 3_000_000, unit)).toBe(LAST_DAY);
});
