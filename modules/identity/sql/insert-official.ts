import type { Database } from '../../../platform/database/database.ts';

const INSERT = `
with given as (
  select organisation.id
  from (select $3::text as code) as asked
  left join persons.organisation_names organisation on organisation.code = asked.code
  where asked.code is null or organisation.id is not null
), added as (
  insert into identity.officials (id, name, organisation_id, person_id, created_at)
  select $1::uuid, $2::text, given.id, $4::uuid, $5::timestamptz from given
  on conflict do nothing
  returning id
)
select given.id as "organisationId", exists (select from added) as "isAdded" from given`;

/**
 * Adds an official and tells the organisation's id; not added when the person is an official there
 * already. Undefined when no organisation has the code.
 */
export async function insertOfficial(
  db: Database,
  official: {
    id: string;
    name: string;
    organisation: string | null;
    personId: string | null;
    createdAt: Date;
  },
): Promise<{ organisationId: string | null; isAdded: boolean } | undefined> {
  const { id, name, organisation, personId, createdAt } = official;
  const values = [id, name, organisation, personId, createdAt];
  const [row] = await db.query<{ organisationId: string | null; isAdded: boolean }>(INSERT, values);
  return row;
}
