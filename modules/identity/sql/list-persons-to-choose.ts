import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

export interface PersonToChoose {
  id: string;
  birthYear: number;
  reliefs: number;
  means: number;
}

interface Row {
  id: string;
  birth_year: number;
  reliefs: number;
  means: number;
}

/**
 * Living persons with how many reliefs they have on a day and how many means they hold, those with
 * more reliefs first. Looks at the first `among` persons only, so that a large country costs no more.
 */
export async function listPersonsToChoose(
  db: Database,
  options: { day: Day; among: number; limit: number },
): Promise<PersonToChoose[]> {
  const rows = await db.query<Row>(
    `select
       person.id,
       extract(year from person.birth_date)::integer as birth_year,
       held.reliefs, shown.means
     from (
       select id, birth_date from persons.living_persons order by id
       limit $2::integer
     ) person
     cross join lateral (
       select count(distinct relief_id)::integer as reliefs
       from entitlements.held_reliefs
       where person_id = person.id
         and valid_from <= $1::date and (valid_to is null or valid_to > $1::date)
     ) held
     cross join lateral (
       select count(*)::integer as means from means.held_means where person_id = person.id
     ) shown
     order by (shown.means > 0) desc, held.reliefs desc, person.id
     limit $3::integer`,
    [options.day, options.among, options.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    birthYear: row.birth_year,
    reliefs: row.reliefs,
    means: row.means,
  }));
}
