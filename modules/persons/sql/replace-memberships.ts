import type { Database } from '../../../platform/database/database.ts';
import type { HouseholdMembership } from '../person.ts';
import { insertHouseholds } from './insert-households.ts';

/**
 * Makes the memberships of these persons equal to the rows, and the households that they need. Gives
 * whose rows were written, and who was in a household with them before.
 */
export async function replaceMemberships(
  db: Database,
  stated: { personIds: readonly string[]; memberships: readonly HouseholdMembership[] },
): Promise<string[]> {
  const rows = stated.memberships;
  await insertHouseholds(
    db,
    rows.map((row) => row.householdId),
  );
  const written = await db.query<{ personId: string }>(MEMBERSHIPS, [
    stated.personIds,
    rows.map((row) => row.personId),
    rows.map((row) => row.householdId),
    rows.map((row) => row.validFrom),
    rows.map((row) => row.validTo),
  ]);
  return written.map(({ personId }) => personId);
}

const MEMBERSHIPS = `
with stated as materialized (
  select *
  from unnest($2::uuid[], $3::uuid[], $4::date[], $5::date[])
    as one (person_id, household_id, valid_from, valid_to)
), gone as (
  delete from persons.household_members held
  where held.person_id = any($1::uuid[])
    and not exists (
      select from stated
      where stated.person_id = held.person_id and stated.valid_from = held.valid_from)
  returning held.person_id
), written as (
  insert into persons.household_members as held (person_id, household_id, valid_from, valid_to)
  select person_id, household_id, valid_from, valid_to from stated
  on conflict (person_id, valid_from) do update
  set household_id = excluded.household_id, valid_to = excluded.valid_to
  where (held.household_id, held.valid_to)
    is distinct from (excluded.household_id, excluded.valid_to)
  returning held.person_id
), concerned as (
  select person_id from gone
  union
  select person_id from written
)
select person_id as "personId" from concerned
union
select other.person_id
from concerned
join persons.household_members former on former.person_id = concerned.person_id
join persons.household_members other on other.household_id = former.household_id`;
