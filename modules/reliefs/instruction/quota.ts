import { z } from 'zod';
import { Euros } from '../benefits/amounts.ts';
import { CapitalCode } from './codes.ts';

export const QUOTA_PERIODS = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'school-year',
  'life',
] as const;
export const BUDGET_PERIODS = ['month', 'quarter', 'year', 'school-year', 'life'] as const;
const ROLLING_DAYS_MAX = 3_660;

/**
 * How often one may use a relief in a period: transactions (`uses`), units, or money. `atMost` of
 * what is carried over is in the measure of the quota.
 */
export const Quota = z
  .strictObject({
    /**
     * Whose use counts. `child`: the person's, so many times as the person has children.
     * `companion`: of lines that are bought for companions. `means`: of what was shown.
     */
    per: z.enum(['person', 'household', 'child', 'companion', 'means']),
    in: z.union([
      z.enum(QUOTA_PERIODS),
      /** The day and the days before it, so many in all. */
      z.strictObject({ rollingDays: z.int().min(2).max(ROLLING_DAYS_MAX) }),
    ]),
    uses: z.int().min(1).optional(),
    units: z.int().min(1).optional(),
    amount: Euros.optional(),
    /** What the period before left unused may be used in this one: all of it, or so much. */
    carryOver: z
      .union([z.literal(true), z.strictObject({ atMost: z.number().min(0).max(1_000_000) })])
      .optional(),
    /** All reliefs of the grantor that name the code count on one counter. */
    shared: CapitalCode.optional(),
  })
  .refine(
    ({ uses, units, amount }) =>
      [uses, units, amount].filter((one) => one !== undefined).length === 1,
    'exactly one of uses, units and amount',
  )
  .refine(
    ({ in: period, carryOver }) =>
      carryOver === undefined || (typeof period === 'string' && period !== 'life'),
    'only what has a period before it carries over',
  )
  .refine(
    ({ amount, carryOver }) =>
      typeof carryOver !== 'object' ||
      Number.isInteger(Number((carryOver.atMost * (amount === undefined ? 1 : 100)).toFixed(6))),
    'what is carried over is in the measure of the quota',
  )
  .transform((quota) =>
    quota.amount !== undefined && typeof quota.carryOver === 'object'
      ? { ...quota, carryOver: { atMost: Math.round(quota.carryOver.atMost * 100) } }
      : quota,
  );
export type Quota = z.output<typeof Quota>;

/** What the grantor can spend in a period, all recipients together. */
export const Budget = z.strictObject({
  amount: Euros,
  in: z.enum(BUDGET_PERIODS),
  /** One budget of the grantor when not stated; `territory`: each municipality in which the relief is used has this amount of its own. */
  per: z.enum(['grantor', 'territory']).optional(),
  /** All reliefs of the grantor that name the code have one budget: the smallest they state. */
  shared: CapitalCode.optional(),
  /** Percentages of the amount: when so much is spent, the grantor is told. */
  warnAt: z.array(z.int().min(1).max(99)).min(1).max(10).optional(),
});
export type Budget = z.output<typeof Budget>;
