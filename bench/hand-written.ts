import type { BenchRelief } from './two-hundred-reliefs.ts';

/** What the rules ask of each person, and of those in the household. */
const SEEN = `facts as materialized (
  select person_id,
    max(code) filter (where kind = 'residence') as residence,
    coalesce(bool_or(code in ('group-1', 'group-2')) filter (where kind = 'disability'), false) as disabled,
    coalesce(bool_or(code = 'large-family') filter (where kind = 'family-status'), false) as large,
    coalesce(bool_or(code in ('needy', 'low-income')) filter (where kind = 'social-status'), false) as poor,
    coalesce(bool_or(code = 'basic') filter (where kind = 'education-stage'), false) as basic,
    coalesce(bool_or(code = 'secondary') filter (where kind = 'education-stage'), false) as secondary,
    coalesce(bool_or(code = 'old-age') filter (where kind = 'pension'), false) as retired,
    bool_or(number = 0) filter (where kind = 'employed') as idle,
    max(number) filter (where kind = 'grade') as grade
  from persons.facts
  where person_id > $1::uuid and person_id <= $2::uuid and superseded_at is null
    and valid_from <= current_date and (valid_to is null or valid_to > current_date)
  group by person_id
), others as materialized (
  select own.person_id, other.person_id as other_id, person.birth_date
  from persons.household_members own
  join persons.household_members other
    on other.household_id = own.household_id and other.person_id <> own.person_id
  join persons.persons person on person.id = other.person_id
  where own.person_id > $1::uuid and own.person_id <= $2::uuid
    and own.valid_from <= current_date and (own.valid_to is null or own.valid_to > current_date)
    and other.valid_from <= current_date
    and (other.valid_to is null or other.valid_to > current_date)
    and person.birth_date <= current_date
    and (person.death_date is null or person.death_date >= current_date)
), households as (
  select others.person_id,
    count(*) filter (where others.birth_date > current_date - interval '18 years') as minors,
    count(*) filter (where disabled) as household_disabled,
    count(*) filter (where retired) as household_retired
  from others
  left join (
    select person_id,
      bool_or(kind = 'disability' and code in ('group-1', 'group-2')) as disabled,
      bool_or(kind = 'pension' and code = 'old-age') as retired
    from persons.facts
    where person_id in (select other_id from others) and superseded_at is null
      and kind in ('disability', 'pension')
      and valid_from <= current_date and (valid_to is null or valid_to > current_date)
    group by person_id
  ) of_other on of_other.person_id = others.other_id
  group by others.person_id
), children as (
  select relation.person_id,
    count(*) filter (where child.birth_date > current_date - interval '18 years') as children_18
  from persons.relations relation
  join persons.persons child on child.id = relation.related_id
  where relation.kind = 'parent' and relation.person_id > $1::uuid and relation.person_id <= $2::uuid
    and relation.valid_from <= current_date
    and (relation.valid_to is null or relation.valid_to > current_date)
    and child.birth_date <= current_date
    and (child.death_date is null or child.death_date >= current_date)
  group by relation.person_id
)`;

/**
 * What somebody who knows the rules and SQL writes for them: one pass over the facts with a column
 * for each thing that some rule asks, the related persons counted beside, and one expression for each
 * rule. Persons of a range; as the rules are now, a person has one value of a kind.
 */
export function handWrittenStatement(
  reliefs: readonly BenchRelief[],
  municipalities: readonly { grantor: string; codes: readonly string[] }[],
  day: string,
): string {
  const entries = reliefs.map(
    ({ code, handWritten }) => `case when ${handWritten} then '${code}' end`,
  );
  const places = municipalities.flatMap(({ grantor, codes }) =>
    codes.map((code) => `('${code}', '${grantor}')`),
  );
  return `with places (code, organisation) as (values ${places.join(', ')}),
${SEEN}
select person.id as person_id,
  array_remove(array[${entries.join(',\n  ')}], null) as entries
from (
  select person.id, person.birth_date, residence, coalesce(disabled, false) as disabled,
    coalesce(large, false) as large, coalesce(poor, false) as poor, coalesce(basic, false) as basic,
    coalesce(secondary, false) as secondary, coalesce(retired, false) as retired, idle, grade,
    coalesce(minors, 0) as minors, coalesce(household_disabled, 0) as household_disabled,
    coalesce(household_retired, 0) as household_retired, coalesce(children_18, 0) as children_18,
    places.organisation as municipality
  from persons.persons person
  left join facts on facts.person_id = person.id
  left join households on households.person_id = person.id
  left join children on children.person_id = person.id
  left join places on places.code = facts.residence
  where person.id > $1::uuid and person.id <= $2::uuid
    and person.birth_date <= current_date
    and (person.death_date is null or person.death_date >= current_date)
) person`.replaceAll('current_date', `date '${day}'`);
}
