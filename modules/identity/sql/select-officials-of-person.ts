import type { Day } from '../../../platform/clock/day.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { HELD_ROLES } from '../roles/held-roles.ts';

/** As which official a person may act, where, and in which roles. */
export interface OfficialOfPerson {
  officialId: string;
  /** Null: of the operator. */
  organisation: { id: string; code: string; name: { lv: string; en: string } } | null;
  roles: OfficialRole[];
}

/** The officials that a person is on a day, with at least one role. */
export async function selectOfficialsOfPerson(
  db: Database,
  personId: string,
  day: Day,
): Promise<OfficialOfPerson[]> {
  const rows = await db.query<OfficialOfPerson & Record<string, unknown>>({
    name: 'identity.select-officials-of-person',
    text: `select official.id as "officialId", ${HELD_ROLES('$2')} as roles,
       case when organisation.id is not null then jsonb_build_object(
         'id', organisation.id, 'code', organisation.code,
         'name', jsonb_build_object('lv', organisation.name_lv, 'en', organisation.name_en)
       ) end as organisation
     from identity.officials official
     left join persons.organisation_names organisation on organisation.id = official.organisation_id
     where official.person_id = $1::uuid and official.ended_at is null
     order by official.id`,
    values: [personId, day],
  });
  return rows.filter(({ roles }) => roles.length > 0);
}
