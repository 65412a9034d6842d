import { z } from 'zod';
import { DayText } from '../../platform/clock/day-text.ts';
import { Condition } from './condition.ts';

/** Euros as people write them, at most two decimals, read as integer cents. */
export const Euros = z
  .number()
  .min(0)
  .max(1_000_000)
  .refine((euros) => Math.abs(euros * 100 - Math.round(euros * 100)) < 1e-6, 'at most two decimals')
  .transform((euros) => Math.round(euros * 100));

/** A percentage with at most two decimals, read as basis points. */
export const Percent = z
  .number()
  .min(0)
  .max(100)
  .refine(
    (percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6,
    'at most two decimals',
  )
  .transform((percent) => Math.round(percent * 100));

const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const Texts = z.strictObject({ lv: z.string().min(1), en: z.string().min(1) });
const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const RELIEF_KINDS = [
  'grant',
  'compensation',
  'discount',
  'benefit',
  'other-payment',
] as const;

/** When, in Riga, a benefit is given. Everything stated must hold. */
export const When = z.strictObject({
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  /**
   * `working-day`: Monday to Friday and no public holiday. `school-day`: a working day of a school
   * year outside its holidays.
   */
  day: z.enum(['working-day', 'school-day']).optional(),
  /** The last such weekday of a month. */
  lastOfMonth: z.enum(WEEKDAYS).optional(),
  /** Days of every year, as MM-DD. */
  dates: z
    .array(z.string().regex(/^\d{2}-\d{2}$/))
    .min(1)
    .optional(),
  /** Half-open times of day. */
  from: TimeText.optional(),
  to: TimeText.optional(),
});
export type When = z.output<typeof When>;

/** How much. Exactly one of these forms. */
export const Give = z.union([
  /** A share of the price; `upTo` is the ceiling for one unit. */
  z.strictObject({ percent: Percent, upTo: Euros.optional() }),
  /** A fixed amount for the whole basket, spread over its eligible lines. */
  z.strictObject({ amount: Euros }),
  /** What the recipient pays for one unit; the rest is the relief. */
  z.strictObject({ recipientPays: Euros }),
  /** Of every so many units of the same item, the cheapest is free. */
  z.strictObject({ freeOfEvery: z.int().min(2).max(100) }),
  /** Points earned for each full amount that the recipient pays. */
  z.strictObject({ pointForEvery: Euros }),
  /** So many points spent, when the recipient asks for it, are worth an amount. */
  z.strictObject({ spendPoints: z.int().min(1), worth: Euros }),
]);
export type Give = z.output<typeof Give>;

export const Benefit = z.strictObject({
  /** A further condition on the person. */
  who: Condition.optional(),
  /** For whom the line is bought; the companion travels or enters by right of the recipient. */
  whose: z.enum(['recipient', 'companion']).default('recipient'),
  /** Goods and service classes, with their narrower ones. */
  on: z.array(Code).min(1),
  except: z.array(Code).min(1).optional(),
  when: When.optional(),
  give: Give,
  /** At most so many units in one transaction. */
  unitsPerTransaction: z.int().min(1).optional(),
});
export type Benefit = z.output<typeof Benefit>;

export const QUOTA_PERIODS = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'school-year',
  'life',
] as const;

/** How many units, or how much money, one person or one household may use in a period. */
export const Quota = z
  .strictObject({
    per: z.enum(['person', 'household']),
    in: z.enum(QUOTA_PERIODS),
    units: z.int().min(1).optional(),
    amount: Euros.optional(),
  })
  .refine(
    (quota) => (quota.units === undefined) !== (quota.amount === undefined),
    'either units or amount',
  );
export type Quota = z.output<typeof Quota>;

/** The organisation that pays: named, or the municipality in which a fact of the person lies. */
export const Grantor = z.union([Code, z.strictObject({ municipalityOf: Code })]);
export type Grantor = z.output<typeof Grantor>;

/** One grantor's part of the amount of each unit: a fixed amount at most, or the rest. */
export const Share = z.union([
  z.strictObject({ grantor: Grantor, amount: Euros }),
  z.strictObject({ grantor: Grantor, rest: z.literal(true) }),
]);
export type Share = z.output<typeof Share>;

/** One dated version of the conditions and the calculation. Half-open: `to` is the first day without it. */
export const Instruction = z.strictObject({
  from: DayText,
  to: DayText.optional(),
  /** What this version rests on, when it differs from the relief's act. */
  act: z.string().optional(),
  who: Condition,
  /**
   * What an unknown verdict of `who` means: the relief is refused, given provisionally, or refused
   * while the recipient is told which facts are missing.
   */
  unknown: z.enum(['refuse', 'provisional', 'ask']).default('refuse'),
  /** Kinds of means that are accepted; any when not stated. */
  means: z.array(Code).min(1).optional(),
  benefits: z.array(Benefit).min(1),
  /** Of several benefits on one line: the best for the recipient, or all, each on the rest. */
  choose: z.enum(['best', 'all']).default('best'),
  quotas: z.array(Quota).default([]),
  budget: z.strictObject({ amount: Euros, in: z.enum(['month', 'year']) }).optional(),
  /** Who pays which part; the relief's grantor pays all when not stated. */
  shares: z.array(Share).min(2).optional(),
  /** `afterwards`: the recipient pays the whole price and the grantor compensates the recipient. */
  paid: z.enum(['at-once', 'afterwards']).default('at-once'),
  /** Of reliefs that exclude each other, the one with the smaller number wins when equally good. */
  priority: z.int().min(1).max(1000).default(100),
  /** Of the reliefs of one group only one applies to a line. Reliefs of different groups apply to the rest. */
  exclusionGroup: Code.optional(),
});
export type Instruction = z.output<typeof Instruction>;

/** A relief as its file in `reliefs/` states it. */
export const Relief = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  kind: z.enum(RELIEF_KINDS),
  name: Texts,
  /** What a receipt and a cashier may show: neutral, without the recipient's category. */
  label: Texts,
  /** Concepts of the scheme recipient-categories. */
  categories: z.array(Code).min(1),
  grantor: Grantor,
  act: z.string().min(1),
  source: z.string().min(1),
  /** True when amounts are made up, because no source gives them. */
  illustrative: z.boolean().default(false),
  /** What the source leaves open, and how it is decided here. */
  assumptions: z.array(z.string()).default([]),
  versions: z.array(Instruction).min(1),
});
export type Relief = z.output<typeof Relief>;
