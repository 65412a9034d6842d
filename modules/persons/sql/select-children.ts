import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select distinct child.id, child.birth_date as "birthDate"
from persons.relations relation
join persons.persons child on child.id = relation.related_id
where relation.person_id = $1::uuid and relation.kind in ('parent', 'guardian')
  and relation.valid_from <= $2::date and coalesce(relation.valid_to > $2::date, true)
  and child.death_date is null
order by child.id`;

/** Living children and wards of a person on a day, of any age. */
export async function selectChildren(
  db: Database,
  personId: string,
  day: Day,
): Promise<{ id: string; birthDate: Day }[]> {
  return await db.query<{ id: string; birthDate: Day }>({
    name: 'persons-select-children',
    text: SELECT,
    values: [personId, day],
  });
}
