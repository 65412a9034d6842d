import type { Database } from '../../../platform/database/database.ts';
import type { Organisation } from '../organisation.ts';

/** Organisations in the order of their codes: those with the given codes, or the first ones. */
export async function selectOrganisations(
  db: Database,
  filter: { codes: readonly string[] | null; limit: number },
): Promise<Organisation[]> {
  return await db.query<Organisation & Record<string, unknown>>(SQL, [filter.codes, filter.limit]);
}

const SQL = `
select id, code, registration_number as "registrationNumber",
  jsonb_build_object('lv', name_lv, 'en', name_en) as name, kind, roles, territory
from persons.organisations
where $1::text[] is null or code = any($1::text[])
order by code
limit $2::integer`;
