import { z } from 'zod';
import { Euros } from '../benefits/amounts.ts';
import { CapitalCode, Code } from './codes.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** A day of every year, as MM-DD. */
const YearDay = z.string().regex(/^\d{2}-\d{2}$/);
const Places = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/);

/** What the purchase itself must be like, in Riga's time. Everything stated must hold. */
export const Circumstances = z.strictObject({
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  /**
   * `working-day`: Monday to Friday and no public holiday. `school-day`: a working day of a school
   * year outside its holidays. `school-holiday`: a day of the calendar's holidays, or outside the
   * school years.
   */
  day: z.enum(['working-day', 'school-day', 'public-holiday', 'school-holiday']).optional(),
  /** The last such weekday of a month. */
  lastOfMonth: z.enum(WEEKDAYS).optional(),
  /** Days of every year. */
  dates: z.array(YearDay).min(1).optional(),
  /** Part of every year; `to` is the first day without it, and may lie in the next year. */
  season: z.strictObject({ from: YearDay, to: YearDay }).optional(),
  /** Half-open times of day; `from` later than `to` spans midnight. */
  from: TimeText.optional(),
  to: TimeText.optional(),
  /** Codes of points of service, and of territories with their narrower ones. */
  places: z.array(Places).min(1).optional(),
  /** Kinds of means shown. */
  means: z.array(Code).min(1).optional(),
  /** How many companions there are. */
  companions: z
    .strictObject({ from: z.int().min(1).optional(), below: z.int().min(1).optional() })
    .optional(),
  /** The first transaction of the day in which the relief is used. */
  firstUse: z.literal('day').optional(),
  /** One of these coupons is shown. */
  coupon: z.array(CapitalCode).min(1).optional(),
  /** Units of the line. */
  quantity: z
    .strictObject({ from: z.int().min(1).optional(), below: z.int().min(1).optional() })
    .optional(),
  /** Price of one unit of the line. */
  unitPrice: z
    .strictObject({ from: Euros.optional(), to: Euros.optional(), below: Euros.optional() })
    .optional(),
  /** All lines of the benefit's classes, or of those stated, together: their price, their units. */
  basket: z
    .strictObject({
      on: z.array(Code).min(1).optional(),
      price: z.strictObject({ from: Euros.optional(), below: Euros.optional() }).optional(),
      quantity: z
        .strictObject({ from: z.int().min(1).optional(), below: z.int().min(1).optional() })
        .optional(),
    })
    .optional(),
});
export type Circumstances = z.output<typeof Circumstances>;
type WrittenCircumstances = z.input<typeof Circumstances>;

/** A tree of circumstances. */
export type When = { all: When[] } | { any: When[] } | { not: When } | Circumstances;
type WrittenWhen =
  | { all: WrittenWhen[] }
  | { any: WrittenWhen[] }
  | { not: WrittenWhen }
  | WrittenCircumstances;

export const When: z.ZodType<When, WrittenWhen> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(When).min(1) }),
      z.strictObject({ any: z.array(When).min(1) }),
      z.strictObject({ not: When }),
      // Aborted, so that what is wrong below `all`, `any` and `not` is told, not that they are strange.
      Circumstances.refine((stated) => Object.keys(stated).length > 0, { abort: true }),
    ]),
  )
  .meta({ id: 'When' });
