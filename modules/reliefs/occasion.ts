import { type Day, rigaDateTime, weekday } from '../../platform/clock/day.ts';
import type { BasketLine, Occasion, ReasonCode } from './calculation.ts';
import type { Circumstances, WEEKDAYS, When } from './instruction/when.ts';

/** Repeated as a value, so that this file stays free of the schema library. */
const WEEKDAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies typeof WEEKDAYS;

/** What the calendars of the classifiers say about a day. */
export interface Calendar {
  isWorkingDay(day: Day): boolean;
  isSchoolDay(day: Day): boolean;
  isPublicHoliday(day: Day): boolean;
  isSchoolHoliday(day: Day): boolean;
}

/** What is known of a purchase beside its instant. */
export type Surroundings = Pick<
  Occasion,
  'meansKind' | 'places' | 'companions' | 'coupons' | 'isWithoutProof'
>;

/** The occasion of a purchase: the day and time in Riga at an instant, and what kind of day it is. */
export function occasionAt(
  instant: Date,
  { calendar, ...surroundings }: Surroundings & { calendar: Calendar },
): Occasion {
  return occasionOn(rigaDateTime(instant), { calendar, ...surroundings });
}

/** The occasion of a purchase on a day at a time of Riga. */
export function occasionOn(
  { day, time }: { day: Day; time: string },
  { calendar, ...surroundings }: Surroundings & { calendar: Calendar },
): Occasion {
  return {
    day,
    time,
    isWorkingDay: calendar.isWorkingDay(day),
    isSchoolDay: calendar.isSchoolDay(day),
    isPublicHoliday: calendar.isPublicHoliday(day),
    isSchoolHoliday: calendar.isSchoolHoliday(day),
    ...surroundings,
  };
}

/** A line of a purchase, with all that a benefit's circumstances may ask of it. */
export interface Purchase {
  occasion: Occasion;
  line: Pick<BasketLine, 'quantity' | 'unitPriceCents'>;
  /** All lines of these classes together; of the benefit's when none are said. */
  basket(on?: readonly string[]): { priceCents: number; quantity: number };
  /** Whether the person has used the relief on this day already. */
  usedToday: boolean;
}

/** Why the circumstances of a benefit are not those of a purchase. */
type WhenFailure = Extract<
  ReasonCode,
  | 'not-at-this-time'
  | 'not-at-this-place'
  | 'means-not-accepted'
  | 'companions-do-not-fit'
  | 'not-first-use'
  | 'coupon-not-shown'
  | 'basket-does-not-fit'
>;

/** What keeps a benefit from a purchase: of several, the first that is written. */
export function whenFailure(when: When, purchase: Purchase): WhenFailure | undefined {
  if ('all' in when) {
    for (const one of when.all) {
      const failure = whenFailure(one, purchase);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }
  if ('any' in when) {
    let first: WhenFailure | undefined;
    for (const one of when.any) {
      const failure = whenFailure(one, purchase);
      if (failure === undefined) return undefined;
      first ??= failure;
    }
    return first;
  }
  if ('not' in when) {
    return whenFailure(when.not, purchase) === undefined ? firstMatter(when.not) : undefined;
  }
  for (const { reason, isStated, holds } of MATTERS) {
    if (isStated(when) && !holds(when, purchase)) return reason;
  }
  return undefined;
}

/** Whether a benefit asks for the first use of the day: then its uses must be counted. */
export function asksForFirstUse(when: When | undefined): boolean {
  if (when === undefined) return false;
  if ('all' in when) return when.all.some(asksForFirstUse);
  if ('any' in when) return when.any.some(asksForFirstUse);
  if ('not' in when) return asksForFirstUse(when.not);
  return when.firstUse !== undefined;
}

/** What an excluded circumstance is about. */
function firstMatter(when: When): WhenFailure {
  if ('not' in when) return firstMatter(when.not);
  const [first] = 'all' in when ? when.all : 'any' in when ? when.any : [];
  if (first !== undefined) return firstMatter(first);
  const stated = MATTERS.find(({ isStated }) => isStated(when as Circumstances));
  return stated?.reason ?? 'not-at-this-time';
}

interface Matter {
  reason: WhenFailure;
  isStated(when: Circumstances): boolean;
  holds(when: Circumstances, purchase: Purchase): boolean;
}

const MATTERS: readonly Matter[] = [
  {
    reason: 'not-at-this-time',
    isStated: ({ weekdays, day, lastOfMonth, dates, season, from, to }) =>
      (weekdays ?? day ?? lastOfMonth ?? dates ?? season ?? from ?? to) !== undefined,
    holds: (when, { occasion }) =>
      holdsOnDay(when, occasion) &&
      holdsAtTime(when, occasion.time) &&
      holdsOnWeekday(when, occasion.day),
  },
  {
    reason: 'not-at-this-place',
    isStated: ({ places }) => places !== undefined,
    holds: ({ places = [] }, { occasion }) => places.some((code) => occasion.places.includes(code)),
  },
  {
    reason: 'means-not-accepted',
    isStated: ({ means }) => means !== undefined,
    holds: ({ means = [] }, { occasion }) => means.includes(occasion.meansKind),
  },
  {
    reason: 'companions-do-not-fit',
    isStated: ({ companions }) => companions !== undefined,
    holds: ({ companions }, { occasion }) => lies(occasion.companions, companions),
  },
  {
    reason: 'not-first-use',
    isStated: ({ firstUse }) => firstUse !== undefined,
    holds: (_, { usedToday }) => !usedToday,
  },
  {
    reason: 'coupon-not-shown',
    isStated: ({ coupon }) => coupon !== undefined,
    holds: ({ coupon = [] }, { occasion }) =>
      coupon.some((code) => occasion.coupons.includes(code)),
  },
  {
    reason: 'basket-does-not-fit',
    isStated: ({ quantity, unitPrice, basket }) => (quantity ?? unitPrice ?? basket) !== undefined,
    holds: ({ quantity, unitPrice, basket }, { line, basket: basketOf }) => {
      if (!lies(line.quantity, quantity) || !lies(line.unitPriceCents, unitPrice)) return false;
      if (!basket) return true;
      const all = basketOf(basket.on);
      return lies(all.priceCents, basket.price) && lies(all.quantity, basket.quantity);
    },
  },
];

interface Bounds {
  from?: number | undefined;
  to?: number | undefined;
  below?: number | undefined;
}

/** `from` and `to` count, `below` does not. */
function lies(value: number, { from, to, below }: Bounds = {}): boolean {
  if (from !== undefined && value < from) return false;
  if (to !== undefined && value > to) return false;
  return below === undefined || value < below;
}

function holdsOnDay({ day, dates, season }: Circumstances, occasion: Occasion): boolean {
  const yearDay = occasion.day.slice(5);
  if (dates !== undefined && !dates.includes(yearDay)) return false;
  if (season !== undefined && !liesCircular(yearDay, season.from, season.to)) return false;
  switch (day) {
    case undefined:
      return true;
    case 'working-day':
      return occasion.isWorkingDay;
    case 'school-day':
      return occasion.isSchoolDay;
    case 'public-holiday':
      return occasion.isPublicHoliday;
    case 'school-holiday':
      return occasion.isSchoolHoliday;
  }
}

function holdsAtTime({ from = '00:00', to = '24:00' }: Circumstances, time: string): boolean {
  return liesCircular(time, from, to);
}

/** Half-open; `from` later than `to` goes around the end. */
function liesCircular(value: string, from: string, to: string): boolean {
  return from <= to ? from <= value && value < to : from <= value || value < to;
}

function holdsOnWeekday({ weekdays, lastOfMonth }: Circumstances, day: Day): boolean {
  if (weekdays === undefined && lastOfMonth === undefined) return true;
  const name = WEEKDAY_NAMES[weekday(day) - 1];
  if (name === undefined) return false;
  if (weekdays !== undefined && !weekdays.includes(name)) return false;
  if (lastOfMonth === undefined) return true;
  return lastOfMonth === name && Number(day.slice(8)) + 7 > daysInMonth(day);
}

function daysInMonth(day: Day): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}
