import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { RepresentedOrganisation } from '../representation.ts';

const SELECT = `
select id, registration_number as "registrationNumber",
  jsonb_build_object('lv', name_lv, 'en', name_en) as name
from persons.organisations organisation
where id = any($1::uuid[]) and registration_number is not null
  and exists (
    select from persons.representations representation
    where representation.organisation_id = organisation.id
      and representation.superseded_at is null
      and representation.valid_from <= $2::date
      and coalesce(representation.valid_to > $2::date, true))
order by id`;

/** Those of these organisations that somebody represents on a day. */
export async function selectRepresentedOrganisations(
  db: Database,
  organisationIds: readonly string[],
  day: Day,
): Promise<RepresentedOrganisation[]> {
  return await db.query<RepresentedOrganisation & Record<string, unknown>>({
    name: 'persons-select-represented-organisations',
    text: SELECT,
    values: [organisationIds, day],
  });
}
