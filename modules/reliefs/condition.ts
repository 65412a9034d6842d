import { z } from 'zod';

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
  | FactCondition
  | AgeCondition
  | { group: string }
  | RelatedCondition
  | CountCondition;

/** One fact of the person: any of its current values satisfies the comparison. */
export interface FactCondition {
  fact: string;
  /** A code or truth value. */
  is?: string | boolean | undefined;
  in?: string[] | undefined;
  /** Lies in the territory of the grantor. */
  within?: 'grantor' | undefined;
  from?: number | undefined;
  to?: number | undefined;
  below?: number | undefined;
}

/** Completed years of age: from (at least), below (less than). */
export interface AgeCondition {
  age: { from?: number | undefined; below?: number | undefined };
}

/** How another person stands to the person: the person's child, parent, ward, person cared for ... */
export const RELATIONS = [
  'child',
  'parent',
  'ward',
  'guardian',
  'cared-for',
  'carer',
  'household',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Some related person meets the condition. */
export interface RelatedCondition {
  related: Relation;
  where: Condition;
}

/** So many related persons meet the condition. Unknown only when the bounds straddle the limit. */
export interface CountCondition {
  count: Relation;
  where: Condition;
  from?: number | undefined;
  below?: number | undefined;
}

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ atLeast: z.int().min(1), of: z.array(Condition).min(1) }),
      z.strictObject({
        fact: z.string(),
        is: z.union([z.string(), z.boolean()]).optional(),
        in: z.array(z.string()).min(1).optional(),
        within: z.literal('grantor').optional(),
        from: z.number().optional(),
        to: z.number().optional(),
        below: z.number().optional(),
      }),
      z.strictObject({
        age: z.strictObject({ from: z.int().min(0).optional(), below: z.int().min(1).optional() }),
      }),
      z.strictObject({ group: z.string() }),
      z.strictObject({ related: z.enum(RELATIONS), where: Condition }),
      z.strictObject({
        count: z.enum(RELATIONS),
        where: Condition,
        from: z.int().min(1).optional(),
        below: z.int().min(1).optional(),
      }),
    ]),
  )
  .meta({ id: 'Condition' });
