import { z } from 'zod';
import { LargeEuros } from '../benefits/amounts.ts';
import { CapitalCode, Code } from './codes.ts';

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
const AGE_MAX = 150;

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
    /** Of `per: child`: which children count, by their age on the day; under 18 when not stated. */
    children: z
      .strictObject({
        from: z.int().min(1).max(AGE_MAX).optional(),
        below: z.int().min(1).max(AGE_MAX).optional(),
      })
      .optional(),
    /** Names of benefits: only what these give counts, on a counter of their own. All when not stated. */
    of: z.array(Code).min(1).optional(),
    in: z.union([
      z.enum(QUOTA_PERIODS),
      /** The day and the days before it, so many in all. */
      z.strictObject({ rollingDays: z.int().min(2).max(ROLLING_DAYS_MAX) }),
    ]),
    uses: z.int().min(1).optional(),
    units: z.int().min(1).optional(),
    amount: LargeEuros.optional(),
    /** What the period before left unused may be used in this one: all of it, or so much. */
    carryOver: z
      .union([z.literal(true), z.strictObject({ atMost: z.number().min(0).max(10_000_000_000) })])
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
      (amount === undefined
        ? Number.isInteger(carryOver.atMost)
        : Math.round(carryOver.atMost * 100) / 100 === carryOver.atMost),
    'what is carried over is in the measure of the quota',
  )
  .transform((quota) =>
    quota.amount !== undefined && typeof quota.carryOver === 'object'
      ? { ...quota, carryOver: { atMost: Math.round(quota.carryOver.atMost * 100) } }
      : quota,
  );
export type Quota = z.output<typeof Quota>;

/** Ages of the children for whom a quota of a child counts: `from` included, `below` excluded. */
export function childrenAges({ children }: Pick<Quota, 'children'>): {
  from: number;
  below: number | undefined;
} {
  return { from: children?.from ?? 0, below: children === undefined ? 18 : children.below };
}

/** What the grantor can spend in a period, all recipients together. */
export const Budget = z.strictObject({
  amount: LargeEuros,
  in: z.enum(BUDGET_PERIODS),
  /** One budget of the grantor when not stated; `territory`: each municipality in which the relief is used has this amount of its own. */
  per: z.enum(['grantor', 'territory']).optional(),
  /** All reliefs of the grantor that name the code have one budget: the smallest they state. */
  shared: CapitalCode.optional(),
  /** Percentages of the amount: when so much is spent, the grantor is told. */
  warnAt: z.array(z.int().min(1).max(99)).min(1).max(10).optional(),
});
export type Budget = z.output<typeof Budget>;
