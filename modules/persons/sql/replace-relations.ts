import type { Database } from '../../../platform/database/database.ts';
import type { RelationsStated } from '../person.ts';

/**
 * Deletes what is no longer stated, inserts what is new, and moves ends that have changed. Gives both
 * sides of each row that was written.
 */
export async function replaceRelations(
  db: Database,
  stated: RelationsStated,
): Promise<{ personId: string; relatedId: string }[]> {
  const rows = stated.relations;
  return await db.query<{ personId: string; relatedId: string }>(SQL, [
    stated.personIds,
    stated.side,
    stated.kinds,
    rows.map((row) => row.personId),
    rows.map((row) => row.relatedId),
    rows.map((row) => row.kind),
    rows.map((row) => row.validFrom),
    rows.map((row) => row.validTo),
  ]);
}

const SQL = `
with stated as materialized (
  select *
  from unnest($4::uuid[], $5::uuid[], $6::text[], $7::date[], $8::date[])
    as one (person_id, related_id, kind, valid_from, valid_to)
), gone as (
  delete from persons.relations held
  where ($2::text = 'person' and held.person_id = any($1::uuid[])
      or $2::text = 'related' and held.related_id = any($1::uuid[]))
    and held.kind = any($3::text[])
    and not exists (
      select from stated
      where stated.person_id = held.person_id and stated.related_id = held.related_id
        and stated.kind = held.kind and stated.valid_from = held.valid_from)
  returning held.person_id, held.related_id
), written as (
  insert into persons.relations as held (person_id, related_id, kind, valid_from, valid_to)
  select person_id, related_id, kind, valid_from, valid_to from stated
  on conflict (person_id, related_id, kind, valid_from) do update
  set valid_to = excluded.valid_to
  where held.valid_to is distinct from excluded.valid_to
  returning held.person_id, held.related_id
)
select person_id as "personId", related_id as "relatedId" from gone
union all
select person_id, related_id from written`;
