-- What the conditions of reliefs read of many persons at once: as long as they live, how they are
-- related and what the household of each is. Facts stand in persons.known_facts.
create view persons.lives as
select id as person_id, birth_date, death_date from persons.persons;

-- Every relation from both of its sides, and the other members of the household while both are in it.
create view persons.known_relations as
select person_id, 'child' as relation, related_id, valid_from, valid_to
from persons.relations where kind = 'parent'
union all
select related_id, 'parent', person_id, valid_from, valid_to
from persons.relations where kind = 'parent'
union all
select person_id, 'ward', related_id, valid_from, valid_to
from persons.relations where kind = 'guardian'
union all
select related_id, 'guardian', person_id, valid_from, valid_to
from persons.relations where kind = 'guardian'
union all
select person_id, 'cared-for', related_id, valid_from, valid_to
from persons.relations where kind = 'carer'
union all
select related_id, 'carer', person_id, valid_from, valid_to
from persons.relations where kind = 'carer'
union all
select person_id, 'accompanied', related_id, valid_from, valid_to
from persons.relations where kind = 'companion'
union all
select related_id, 'companion', person_id, valid_from, valid_to
from persons.relations where kind = 'companion'
union all
select own.person_id, 'household', other.person_id,
  greatest(own.valid_from, other.valid_from), least(own.valid_to, other.valid_to)
from persons.household_members own
join persons.household_members other
  on other.household_id = own.household_id and other.person_id <> own.person_id
where own.valid_from < coalesce(other.valid_to, 'infinity')
  and other.valid_from < coalesce(own.valid_to, 'infinity');

create view persons.memberships as
select person_id, household_id, valid_from, valid_to from persons.household_members;

grant select on persons.lives, persons.known_relations, persons.memberships to koplieta_app;
