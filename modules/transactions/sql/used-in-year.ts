import type { Day } from '../../../platform/clock/day.ts';

/** Which transactions are looked at: of a relief, or, without one, with goods of the classes. */
export interface YearQuestion {
  reliefId: string | null;
  classes: readonly string[];
  /** Half-open. */
  from: Day;
  to: Day;
  /** So much of what is kept is read, in whole pages, above 0 and at most 1. */
  share: number;
}

/**
 * Text of a `used` table: the confirmed transactions that are asked for by `$1` to `$5`. The pages
 * that are read are the same each time. Lines of one transaction lie together, so that one of many
 * lines is as likely to be among them as another.
 */
export function usedInYear(): string {
  return `touched as (
  select person_id, transaction_id
  from transactions.applied_reliefs tablesample system ($5::real) repeatable (1)
  where relief_id = $1::uuid
  union
  select person_id, transaction_id
  from transactions.lines tablesample system ($5::real) repeatable (1)
  where $1::uuid is null and class = any($2::text[])
),
used as (
  select act.person_id, act.transaction_id as id, act.day
  from touched
  join transactions.acts act
    on act.person_id = touched.person_id and act.transaction_id = touched.transaction_id
  where act.kind = 'confirmed' and act.day >= $3::date and act.day < $4::date
)`;
}

export function yearValues({ reliefId, classes, from, to, share }: YearQuestion): unknown[] {
  return [reliefId, classes, from, to, share * 100];
}
