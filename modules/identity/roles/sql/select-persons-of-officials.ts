import type { Day } from '../../../../platform/clock/day.ts';
import type { OfficialRole } from '../../../../platform/context.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { HELD_ROLES } from '../held-roles.ts';

/** The persons who are officials of an organisation, by its code, with the roles held on a day. */
export async function selectPersonsOfOfficials(
  db: Database,
  organisation: string,
  day: Day,
): Promise<{ personId: string; roles: OfficialRole[] }[]> {
  return await db.query<{ personId: string; roles: OfficialRole[] }>(
    `select official.person_id as "personId", ${HELD_ROLES('$2')} as roles
     from identity.officials official
     join persons.organisation_names organisation on organisation.id = official.organisation_id
     where organisation.code = $1::text and official.person_id is not null
       and official.ended_at is null
     order by official.id limit 20`,
    [organisation, day],
  );
}
