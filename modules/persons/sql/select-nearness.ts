import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

const HOLDS = (row: string) =>
  `${row}.valid_from <= asked.day and coalesce(${row}.valid_to > asked.day, true)`;

/** Parents of one child, children of one parent, grandparents and grandchildren are family too. */
const SELECT = `
select case
  when exists (
    select from persons.relations one
    where ((one.person_id, one.related_id) = (asked.person_id, asked.other_id)
        or (one.person_id, one.related_id) = (asked.other_id, asked.person_id))
      and ${HOLDS('one')}
  ) or exists (
    select from persons.relations one
    join persons.relations other on other.related_id = one.related_id and other.kind = 'parent'
    where one.person_id = asked.person_id and other.person_id = asked.other_id
      and one.kind = 'parent' and ${HOLDS('one')} and ${HOLDS('other')}
  ) or exists (
    select from persons.relations one
    join persons.relations other on other.person_id = one.person_id and other.kind = 'parent'
    where one.related_id = asked.person_id and other.related_id = asked.other_id
      and one.kind = 'parent' and ${HOLDS('one')} and ${HOLDS('other')}
  ) or exists (
    select from persons.relations one
    join persons.relations other on other.person_id = one.related_id and other.kind = 'parent'
    where ((one.person_id, other.related_id) = (asked.person_id, asked.other_id)
        or (one.person_id, other.related_id) = (asked.other_id, asked.person_id))
      and one.kind = 'parent' and ${HOLDS('one')} and ${HOLDS('other')}
  ) then 'family'
  when exists (
    select from persons.household_members one
    join persons.household_members other on other.household_id = one.household_id
    where one.person_id = asked.person_id and other.person_id = asked.other_id
      and ${HOLDS('one')} and ${HOLDS('other')}
  ) then 'household'
end as nearness
from unnest($1::uuid[], $2::uuid[], $3::date[]) with ordinality
  as asked (person_id, other_id, day, place)
order by asked.place`;

/** How near two persons were on a day, by what registers state now: in the given order. */
export async function selectNearness(
  db: Database,
  asked: readonly { personId: string; otherId: string; day: Day }[],
): Promise<('family' | 'household' | null)[]> {
  const rows = await db.query<{ nearness: 'family' | 'household' | null }>(SELECT, [
    asked.map(({ personId }) => personId),
    asked.map(({ otherId }) => otherId),
    asked.map(({ day }) => day),
  ]);
  return rows.map(({ nearness }) => nearness);
}
