import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Representation } from '../representation.ts';

const SELECT = `
select
  jsonb_build_object('id', organisation.id, 'registrationNumber', organisation.registration_number,
    'name', jsonb_build_object('lv', organisation.name_lv, 'en', organisation.name_en)) as organisation,
  case when bool_or(representation.manner = 'alone') then 'alone' else 'jointly' end as manner
from persons.representations representation
join persons.organisations organisation on organisation.id = representation.organisation_id
where representation.person_id = $1::uuid and representation.superseded_at is null
  and representation.valid_from <= $2::date
  and coalesce(representation.valid_to > $2::date, true)
  and organisation.registration_number is not null
group by organisation.id
order by organisation.id
limit 1000`;

/** Organisations that a person represents on a day. */
export async function selectRepresentations(
  db: Database,
  personId: string,
  day: Day,
): Promise<Representation[]> {
  return await db.query<Representation & Record<string, unknown>>({
    name: 'persons-select-representations',
    text: SELECT,
    values: [personId, day],
  });
}
