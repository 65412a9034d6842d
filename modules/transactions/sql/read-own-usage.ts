import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { FoundCounter } from './read-for-authorisation.ts';

export interface OwnUsage {
  entitlements: {
    id: string;
    reliefId: string;
    instructionId: string;
    grantorId: string;
    householdId: string | null;
    heldFrom: Day | null;
    children: Day[] | null;
    benefits: number[];
  }[];
  counters: FoundCounter[];
}

const READ = `
with held as (
  select person_id, id, relief_id, instruction_id, grantor_id, household_id, benefits
  from entitlements.current_entitlements
  where person_id = $1::uuid
    and valid_from <= $2::date and (valid_to is null or valid_to > $2::date)
)
select
  coalesce((
    select json_agg(json_build_object('id', id, 'reliefId', relief_id,
      'instructionId', instruction_id, 'grantorId', grantor_id, 'householdId', household_id,
      'heldFrom', (
        select min(one.valid_from) from entitlements.current_entitlements one
        where one.person_id = held.person_id and one.relief_id = held.relief_id
      ),
      'children', (
        select json_agg(birth_date) from (
        select distinct child.child_id, child.birth_date from persons.children child
        where child.person_id = held.person_id
          and child.birth_date <= $2::date
          and (child.death_date is null or child.death_date >= $2::date)
          and child.valid_from <= $2::date
          and (child.valid_to is null or child.valid_to > $2::date)
        ) born
      ), 'benefits', benefits)
      order by relief_id, id)
    from held
  ), '[]') as entitlements,
  coalesce((
    select json_agg(json_build_object('subjectId', subject_id, 'reliefId', relief_id,
      'measure', measure, 'period', period, 'periodStart', period_start, 'used', used))
    from transactions.usage_counters
    where subject_id = any (array(select household_id from held) || $1::uuid)
      and period_end > $2::date
  ), '[]') as counters`;

/** The reliefs that a person has on a day, and all counters that count on it. */
export async function readOwnUsage(
  db: Database,
  asked: { personId: string; day: Day },
): Promise<OwnUsage> {
  const [row] = await db.query<OwnUsage>(READ, [asked.personId, asked.day]);
  return row ?? { entitlements: [], counters: [] };
}
