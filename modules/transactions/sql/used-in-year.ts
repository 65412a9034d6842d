import type { Day } from '../../../platform/clock/day.ts';

/** Which transactions are looked at: of a relief, or, without one, with goods of the classes. */
export interface YearQuestion {
  reliefId: string | null;
  classes: readonly string[];
  /** Half-open. */
  from: Day;
  to: Day;
}

/** Text of a `used` table: the confirmed transactions that are asked for by `$1` to `$4`. */
export function usedInYear(): string {
  return `used as (
  select act.person_id, act.transaction_id as id, act.day
  from transactions.acts act
  where act.kind = 'confirmed' and act.day >= $3::date and act.day < $4::date
    and (act.person_id, act.transaction_id) in (
      select person_id, transaction_id from transactions.applied_reliefs
      where relief_id = $1::uuid
      union all
      select person_id, transaction_id from transactions.lines
      where $1::uuid is null and class = any($2::text[])
    )
)`;
}

export function yearValues({ reliefId, classes, from, to }: YearQuestion): unknown[] {
  return [reliefId, classes, from, to];
}
