import { z } from 'zod';
import { type Day, UNITS_OF_TIME, type UnitOfTime } from '../../platform/clock/day.ts';
import { DayText } from '../../platform/clock/day-text.ts';

/**
 * Conditions over what is known about a person on a day. Three-valued (Kleene): yes, no, unknown.
 *
 * The text of a condition is the same tree in YAML. A code stands for itself, its narrower concepts
 * and, when it names a collection, the collection's members.
 */
export type Verdict = 'yes' | 'no' | 'unknown';

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { atLeast: number; of: Condition[] }
  | DefinitionCondition
  | FactCondition
  | AgeCondition
  | BornCondition
  | GroupCondition
  | RelatedCondition
  | CountCondition
  | SumCondition
  | HeldCondition;

/** At least `from`, less than `below`. */
export interface Limits {
  from?: number | undefined;
  below?: number | undefined;
}

/** A number of one unit of time: `{ months: 6 }`. */
export type Span = { days: number } | { months: number } | { years: number };

/** A named condition with versions: the one in force on the asked day holds; none is unknown. */
export interface DefinitionCondition {
  definition: string;
  /** Put in when the catalogue is read. */
  versions?: readonly DefinitionVersion[] | undefined;
}

/** One version of a definition, in force in the half-open period. */
export interface DefinitionVersion {
  version: number;
  from: Day;
  to: Day | null;
  condition: Condition;
}

/** One fact of the person: any of its current values satisfies the comparison. */
export interface FactCondition {
  fact: string;
  /** A code or truth value. */
  is?: string | boolean | undefined;
  in?: string[] | undefined;
  /** Every one of these codes is among the current values of a set of codes. */
  hasAll?: string[] | undefined;
  /** Lies in the territory of the grantor. */
  within?: 'grantor' | undefined;
  /** A number, or the day of a date. `to` is included, `below` is not. */
  from?: number | Day | undefined;
  to?: number | Day | undefined;
  below?: number | Day | undefined;
  /** Completed units of time since a date, on the asked day. */
  elapsed?: (Limits & { in: UnitOfTime }) | undefined;
  /** A value that began longer ago than this counts as unknown. */
  notOlderThan?: Span | undefined;
}

/** On which day of the calendar or school year (from 1 September) of the asked day age is reckoned. */
export const AGE_DAYS = [
  'day',
  'year-start',
  'year-end',
  'school-year-start',
  'school-year-end',
] as const;
export type AgeDay = (typeof AGE_DAYS)[number];

/** Completed units of age: years, unless another unit is stated. */
export interface AgeCondition {
  age: Limits & { in?: UnitOfTime | undefined; on?: AgeDay | undefined };
}

/** Born on or after `from`, before `below`. */
export interface BornCondition {
  born: { from?: Day | undefined; below?: Day | undefined };
}

/** Member of a recipient group. */
export interface GroupCondition {
  group: string;
}

/** How another person stands to the person: the person's child, parent, ward, person cared for ... */
export const RELATIONS = [
  'child',
  'parent',
  'ward',
  'guardian',
  'cared-for',
  'carer',
  'companion',
  'accompanied',
  'household',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Some related person meets the condition. */
export interface RelatedCondition {
  related: Relation;
  where: Condition;
}

/** So many related persons meet the condition. Unknown only when the bounds straddle the limit. */
export interface CountCondition extends Limits {
  count: Relation;
  where: Condition;
  /** The person counts too. */
  self?: true | undefined;
}

/** Units of the counted members, two decimals: the eldest has `first`, the others go by age. */
export interface Weights {
  first?: number | undefined;
  /** In the order of ages; the first step whose `below` is above the age counts. */
  steps?: { below: number; weight: number }[] | undefined;
  otherwise: number;
}

/** What the related persons' values of a fact sum to, for a unit of the household if stated. */
export interface SumCondition extends Limits {
  sum: string;
  over: Relation;
  self?: true | undefined;
  where?: Condition | undefined;
  perUnit?: Weights | undefined;
  to?: number | undefined;
}

/** A condition that can be asked of a past day: no other day comes into it. */
export type HeldInner = Omit<FactCondition, 'elapsed' | 'notOlderThan'> | GroupCondition;

/** Held on as many days of a window that ends on the asked day as `atLeast` has. */
export interface HeldCondition {
  held: HeldInner;
  atLeast: Span;
  inLast: Span;
}

const count = z.int().min(1);
/** Units of time that a person, or what is stated of one, can have behind it. */
const elapsedFrom = z.int().min(0).max(100_000);
const elapsedBelow = count.max(100_000);
/** Euros are kept as cents, and sums are compared in hundredths: what is finer would be rounded. */
const Hundredths = z
  .number()
  .max(1e12)
  .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'at most two decimals');
const comparisons = {
  fact: z.string(),
  is: z.union([z.string(), z.boolean()]).optional(),
  in: z.array(z.string()).min(1).optional(),
  hasAll: z.array(z.string()).min(1).optional(),
  within: z.literal('grantor').optional(),
  from: z.union([Hundredths, DayText]).optional(),
  to: z.union([Hundredths, DayText]).optional(),
  below: z.union([Hundredths, DayText]).optional(),
};
const group = z.strictObject({ group: z.string() });
const relation = z.enum(RELATIONS);
const Weight = Hundredths.min(0).max(100);

const Span: z.ZodType<Span> = z.union([
  z.strictObject({ days: count.max(36_500) }),
  z.strictObject({ months: count.max(1_200) }),
  z.strictObject({ years: count.max(100) }),
]);

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ atLeast: count, of: z.array(Condition).min(1) }),
      z.strictObject({ definition: z.string() }),
      z.strictObject({
        ...comparisons,
        elapsed: z
          .strictObject({
            in: z.enum(UNITS_OF_TIME),
            from: elapsedFrom.optional(),
            below: elapsedBelow.optional(),
          })
          .optional(),
        notOlderThan: Span.optional(),
      }),
      z.strictObject({
        age: z.strictObject({
          from: elapsedFrom.optional(),
          below: elapsedBelow.optional(),
          in: z.enum(UNITS_OF_TIME).optional(),
          on: z.enum(AGE_DAYS).optional(),
        }),
      }),
      z.strictObject({
        born: z.strictObject({ from: DayText.optional(), below: DayText.optional() }),
      }),
      group,
      z.strictObject({ related: relation, where: Condition }),
      z.strictObject({
        count: relation,
        where: Condition,
        self: z.literal(true).optional(),
        from: count.optional(),
        below: count.optional(),
      }),
      z.strictObject({
        sum: z.string(),
        over: relation,
        self: z.literal(true).optional(),
        where: Condition.optional(),
        perUnit: z
          .strictObject({
            first: Weight.optional(),
            steps: z.array(z.strictObject({ below: count, weight: Weight })).optional(),
            otherwise: Weight,
          })
          .optional(),
        from: Hundredths.min(0).optional(),
        to: Hundredths.min(0).optional(),
        below: Hundredths.min(0).optional(),
      }),
      z.strictObject({
        held: z.union([z.strictObject(comparisons), group]),
        atLeast: Span,
        inLast: Span,
      }),
    ]),
  )
  .meta({ id: 'Condition' });
