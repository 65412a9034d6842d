import type { Database } from '../../../../platform/database/database.ts';
import type { RepresentationStatement } from '../representation.ts';

interface Replacement {
  register: string;
  registrationNumbers: readonly string[];
  rows: readonly (RepresentationStatement & { id: string })[];
  recordedAt: Date;
}

/** Supersedes what is no longer stated and inserts what is new; gives how many rows were written. */
export async function replaceRepresentations(
  db: Database,
  { register, registrationNumbers, rows, recordedAt }: Replacement,
): Promise<number> {
  const [written] = await db.query<{ count: number }>(SQL, [
    register,
    registrationNumbers,
    recordedAt,
    rows.map((row) => row.id),
    rows.map((row) => row.registrationNumber),
    rows.map((row) => row.personId),
    rows.map((row) => row.manner),
    rows.map((row) => row.validFrom),
    rows.map((row) => row.validTo),
    rows.map((row) => row.source.mappingId),
    rows.map((row) => row.source.position),
  ]);
  return written?.count ?? 0;
}

const SQL = `
with stated as materialized (
  select distinct on (organisation.id, one.person_id, one.manner, one.valid_from, one.valid_to)
    one.id, organisation.id as organisation_id, one.person_id, one.manner, one.valid_from,
    one.valid_to, one.mapping_id, one.position
  from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::date[], $9::date[],
      $10::integer[], $11::bigint[])
    as one (id, registration_number, person_id, manner, valid_from, valid_to, mapping_id, position)
  join persons.organisations organisation on organisation.registration_number = one.registration_number
), held as materialized (
  select representation.id, representation.organisation_id, representation.person_id,
    representation.manner, representation.valid_from, representation.valid_to
  from persons.representations representation
  join persons.organisations organisation on organisation.id = representation.organisation_id
  where organisation.registration_number = any($2::text[])
    and representation.register = $1::text and representation.superseded_at is null
), matched as (
  select held.id as held_id, stated.id as stated_id
  from held
  join stated using (organisation_id, person_id, manner, valid_from)
  where stated.valid_to is not distinct from held.valid_to
), gone as (
  update persons.representations set superseded_at = $3::timestamptz
  where id in (select id from held except select held_id from matched)
  returning id
), added as (
  insert into persons.representations (id, organisation_id, person_id, manner, register, mapping_id,
    position, valid_from, valid_to, recorded_at)
  select id, organisation_id, person_id, manner, $1::text, mapping_id, position, valid_from,
    valid_to, $3::timestamptz
  from stated where id not in (select stated_id from matched)
  returning id
)
select (select count(*) from gone)::integer + (select count(*) from added)::integer as count`;
