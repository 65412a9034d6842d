import type { Day } from '../../../platform/clock/day.ts';
import { type Grant, grantSql, makePopulation } from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';

interface DraftQuestion extends Pick<Grounds, 'concepts' | 'grantors' | 'organisationIds'> {
  day: Day;
  /** Narrows a column of persons' ids. */
  rows: (column: string) => string;
  /** The first years of the bands of age, ascending from 0. */
  ageBands: readonly number[];
}

const LIVES_IN = { municipalityOf: 'residence' };

/**
 * Counts the persons of a range who are the same in what a draft gives them, what they hold, where
 * they live, how old they are and which categories they have. `$3` is the id of the relief that they
 * may hold, `$4` and `$5` pair reliefs and categories.
 */
export function draftStatement(
  grant: Grant,
  { day, rows, ageBands, organisationIds, ...grounds }: DraftQuestion,
): string {
  const population = makePopulation({ ...grounds, day, rows });
  const granted = grantSql(population, grant, (organisation) => organisationIds.get(organisation));
  const bands = ageBands
    .toReversed()
    .map((from) => `when ${population.verdict({ age: { from } }, grant.grantor)} then ${from}`);
  const answers = {
    verdict: granted.verdict,
    given: granted.isGiven,
    municipality: population.ofGrantor(LIVES_IN, (organisation) => organisation),
    age_from: `case ${bands.join(' ')} else 0 end`,
  };
  return population.statement(
    answers,
    `, held as (
  select held.person_id, bool_or(held.relief_id = $3::uuid) as held,
    array_agg(distinct of_relief.category order by of_relief.category)
      filter (where of_relief.category is not null) as categories
  from entitlements.current_entitlements held
  left join unnest($4::uuid[], $5::text[]) of_relief (relief_id, category)
    on of_relief.relief_id = held.relief_id
  where ${rows('held.person_id')} and held.valid_from <= '${day}'
    and (held.valid_to is null or held.valid_to > '${day}')
  group by held.person_id
)
select
  case when verdict then 'yes' when not verdict then 'no' else 'unknown' end as verdict,
  given, coalesce(held, false) as held, municipality, age_from as "ageFrom",
  coalesce(categories, '{}') as categories,
  count(*) as persons, min(person_id::text) as example
from answered left join held using (person_id)
group by 1, 2, 3, 4, 5, 6`,
  );
}
