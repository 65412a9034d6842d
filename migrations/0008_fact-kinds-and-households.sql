-- What registers state: kinds of facts are data, as classifiers are.
create table classifiers.fact_kinds (
  code text primary key,
  register text not null,
  type text not null check (type in ('code', 'codes', 'integer', 'boolean', 'money', 'date')),
  scheme text,
  subject text not null check (subject in ('person', 'household')),
  absent text not null check (absent in ('no', 'unknown')),
  name_lv text not null,
  name_en text not null
);
grant select, insert, update, delete on classifiers.fact_kinds to koplieta_app;

-- Facts of a household, as persons.facts holds those of a person.
create table persons.household_facts (
  household_id uuid not null references persons.households,
  id uuid not null,
  kind text not null,
  code text,
  number bigint,
  day date,
  register text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  primary key (household_id, id),
  check (num_nonnulls(code, number, day) = 1),
  check (valid_from < valid_to)
);
create index household_facts_current on persons.household_facts (household_id, kind)
  where superseded_at is null;
grant select, insert, update on persons.household_facts to koplieta_app;

-- What is known now about a person: the own facts, and those of the household while a member.
-- since: when the statement itself began, however late the person became a member.
create view persons.known_facts as
select person_id, id, kind, code, number, day, register, valid_from, valid_to, valid_from as since
from persons.facts
where superseded_at is null
union all
select
  member.person_id, fact.id, fact.kind, fact.code, fact.number, fact.day, fact.register,
  greatest(fact.valid_from, member.valid_from), least(fact.valid_to, member.valid_to),
  fact.valid_from
from persons.household_members member
join persons.household_facts fact on fact.household_id = member.household_id
where fact.superseded_at is null
  and fact.valid_from < coalesce(member.valid_to, 'infinity')
  and member.valid_from < coalesce(fact.valid_to, 'infinity');
grant select on persons.known_facts to koplieta_app;

-- person_id is also the registered companion of related_id.
alter table persons.relations drop constraint relations_kind_check;
alter table persons.relations
  add constraint relations_kind_check check (kind in ('parent', 'guardian', 'carer', 'companion'));

-- Given although the verdict is unknown: the instruction says so.
alter table entitlements.entitlements add column provisional boolean not null default false;
