import { expect, test } from 'vitest';
import type { Day } from '../../platform/clock/day.ts';
import { isSchoolDay, isSchoolHoliday, isWorkingDay } from '../classifiers/calendar.ts';
import type { When } from './instruction/when.ts';
import { occasionAt, type Purchase, whenFailure } from './occasion.ts';

const days = {
  publicHolidays: named('2026-04-03', '2026-05-04'),
  schoolYears: [
    { from: '2025-09-01', to: '2026-06-01' },
    { from: '2026-09-01', to: '2027-06-01' },
  ],
  schoolHolidays: named('2026-03-16'),
};
const calendar = {
  isWorkingDay: (day: Day) => isWorkingDay(days, day),
  isSchoolDay: (day: Day) => isSchoolDay(days, day),
  isPublicHoliday: (day: Day) => days.publicHolidays.has(day),
  isSchoolHoliday: (day: Day) => isSchoolHoliday(days, day),
};

function named(...holidays: Day[]) {
  return new Map(holidays.map((day) => [day, { lv: day, en: day }]));
}

/** In Riga: UTC + 2 in winter, + 3 from 2026-03-29 03:00. */
const at = (instant: string) =>
  occasionAt(new Date(instant), {
    calendar,
    meansKind: 'transport-card',
    places: ['harbour', '0001030', '0001000'],
    companions: 1,
    coupons: ['SPRING'],
  });

test('the day and time are those of Riga, also on the day of the change to summer time', () => {
  expect(at('2026-03-28T22:30:00Z')).toMatchObject({ day: '2026-03-29', time: '00:30' });
  expect(at('2026-03-29T00:59:00Z')).toMatchObject({ day: '2026-03-29', time: '02:59' });
  expect(at('2026-03-29T01:00:00Z')).toMatchObject({ day: '2026-03-29', time: '04:00' });
  expect(at('2026-03-29T21:00:00Z')).toMatchObject({ day: '2026-03-30', time: '00:00' });
});

test('on the day of the change back, the hour that comes twice is the same hour', () => {
  expect(at('2026-10-24T21:00:00Z')).toMatchObject({ day: '2026-10-25', time: '00:00' });
  expect(at('2026-10-25T00:30:00Z')).toMatchObject({ day: '2026-10-25', time: '03:30' });
  expect(at('2026-10-25T01:30:00Z')).toMatchObject({ day: '2026-10-25', time: '03:30' });
  expect(at('2026-10-25T21:59:00Z')).toMatchObject({ day: '2026-10-25', time: '23:59' });
  expect(at('2026-10-25T22:00:00Z')).toMatchObject({ day: '2026-10-26', time: '00:00' });
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
  ['a night spans midnight: not noon', { from: '22:00', to: '06:00' }, '2026-03-25', false],
  ['nor does one that ends at noon', { from: '22:00', to: '12:00' }, '2026-03-25', false],
  ['but one that ends later', { from: '22:00', to: '12:01' }, '2026-03-25', true],
  ['everything must hold', { weekdays: ['wednesday'], from: '13:00' }, '2026-03-25', false],
  ['a public holiday', { day: 'public-holiday' }, '2026-05-04', true],
  ['no public holiday', { day: 'public-holiday' }, '2026-05-05', false],
  ['school holidays in a school year', { day: 'school-holiday' }, '2026-03-16', true],
  ['and between two', { day: 'school-holiday' }, '2026-06-01', true],
  ['not while schools teach', { day: 'school-holiday' }, '2026-03-25', false],
  ['what no calendar knows is no holiday', { day: 'school-holiday' }, '2031-07-01', false],
  ['the first day of a season', { season: { from: '06-01', to: '09-01' } }, '2026-06-01', true],
  ['its end is left out', { season: { from: '06-01', to: '09-01' } }, '2026-09-01', false],
  ['a season around the year', { season: { from: '11-01', to: '03-01' } }, '2024-02-29', true],
  ['ends in the new one', { season: { from: '11-01', to: '03-01' } }, '2024-03-01', false],
  ['a season of one leap day', { season: { from: '02-29', to: '03-01' } }, '2024-02-29', true],
])('%s', (_, when, day, holds) => {
  // Noon in Riga.
  expect(whenFailure(when, purchase({ occasion: { ...noon(day), time: '12:00' } }))).toBe(
    holds ? undefined : 'not-at-this-time',
  );
});

/** Two units at 5.00 of a basket of three that cost 12.00, at noon on a Wednesday. */
function purchase(more: Partial<Purchase> = {}): Purchase {
  return {
    occasion: noon('2026-03-25'),
    line: { quantity: 2, unitPriceCents: 500 },
    basket: (on) => (on ? { priceCents: 250, quantity: 1 } : { priceCents: 1200, quantity: 3 }),
    usedToday: false,
    ...more,
  };
}

test.each<[string, When, string | undefined]>([
  ['a point of service', { places: ['harbour'] }, undefined],
  ['a territory with its narrower ones', { places: ['9', '0001000'] }, undefined],
  ['another place', { places: ['0002000'] }, 'not-at-this-place'],
  ['the means shown', { means: ['transport-card'] }, undefined],
  ['another means', { means: ['eid-card'] }, 'means-not-accepted'],
  ['a companion', { companions: { from: 1, below: 2 } }, undefined],
  ['too few companions', { companions: { from: 2 } }, 'companions-do-not-fit'],
  ['too many companions', { companions: { below: 1 } }, 'companions-do-not-fit'],
  ['the first use', { firstUse: 'day' }, undefined],
  ['one of the coupons', { coupon: ['AUTUMN', 'SPRING'] }, undefined],
  ['no such coupon', { coupon: ['AUTUMN'] }, 'coupon-not-shown'],
  ['units of the line', { quantity: { from: 2, below: 3 } }, undefined],
  ['too few units', { quantity: { from: 3 } }, 'basket-does-not-fit'],
  ['a price from', { unitPrice: { from: 500, to: 500 } }, undefined],
  ['a price below', { unitPrice: { below: 500 } }, 'basket-does-not-fit'],
  ['a basket from', { basket: { price: { from: 1200 }, quantity: { from: 3 } } }, undefined],
  ['something else too', { basket: { on: ['bread'], quantity: { from: 1 } } }, undefined],
  [
    'more of something else',
    { basket: { on: ['bread'], price: { from: 251 } } },
    'basket-does-not-fit',
  ],
  ['too small a basket', { basket: { price: { from: 1201 } } }, 'basket-does-not-fit'],
  ['too many units', { basket: { quantity: { below: 3 } } }, 'basket-does-not-fit'],
  [
    'all: the first that fails',
    { all: [{ from: '11:00' }, { places: ['x'] }] },
    'not-at-this-place',
  ],
  ['any: one is enough', { any: [{ places: ['x'] }, { from: '11:00' }] }, undefined],
  ['any: the first is told', { any: [{ coupon: ['X'] }, { to: '11:00' }] }, 'coupon-not-shown'],
  ['not what fails', { not: { coupon: ['AUTUMN'] } }, undefined],
  ['not what holds', { not: { any: [{ places: ['harbour'] }] } }, 'not-at-this-place'],
  ['not on the first use', { not: { firstUse: 'day' } }, 'not-first-use'],
])('%s', (_, when, failure) => {
  expect(whenFailure(when, purchase())).toBe(failure);
});

test('a second use on the day', () => {
  const second = purchase({ usedToday: true });
  expect(whenFailure({ firstUse: 'day' }, second)).toBe('not-first-use');
  expect(whenFailure({ not: { firstUse: 'day' } }, second)).toBeUndefined();
});
