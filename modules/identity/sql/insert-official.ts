import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
insert into identity.officials (id, name, organisation_id, person_id, created_at)
select $1::uuid, $2::text, organisation.id, $4::uuid, $5::timestamptz
from (select $3::text as code) as given
left join persons.organisation_names organisation on organisation.code = given.code
where given.code is null or organisation.id is not null
on conflict do nothing
returning organisation_id as "organisationId"`;

/** Adds an official and tells the organisation's id; undefined when none has the code. */
export async function insertOfficial(
  db: Database,
  official: {
    id: string;
    name: string;
    organisation: string | null;
    personId: string | null;
    createdAt: Date;
  },
): Promise<{ organisationId: string | null } | undefined> {
  const { id, name, organisation, personId, createdAt } = official;
  const values = [id, name, organisation, personId, createdAt];
  const [row] = await db.query<{ organisationId: string | null }>(INSERT, values);
  return row;
}
