-- Classifiers: SKOS schemes and concepts. Small reference tables, loaded from modules/classifiers/schemes/.
create schema classifiers;
grant usage on schema classifiers to koplieta_app;

create table classifiers.schemes (
  code text primary key,
  name_lv text not null,
  name_en text not null,
  source text not null
);

create table classifiers.concepts (
  scheme text not null references classifiers.schemes,
  code text not null,
  broader text,
  name_lv text not null,
  name_en text not null,
  valid_from date,
  valid_to date,
  primary key (scheme, code),
  foreign key (scheme, broader) references classifiers.concepts deferrable initially deferred,
  check (valid_from < valid_to)
);

-- A SKOS collection: concepts that a condition may name together ("rural territories").
create table classifiers.collections (
  scheme text not null references classifiers.schemes,
  code text not null,
  name_lv text not null,
  name_en text not null,
  primary key (scheme, code)
);

create table classifiers.collection_members (
  scheme text not null,
  collection text not null,
  concept text not null,
  primary key (scheme, collection, concept),
  foreign key (scheme, collection) references classifiers.collections (scheme, code),
  foreign key (scheme, concept) references classifiers.concepts (scheme, code)
);

-- Days that are public holidays, school days ...: calendars are data.
create table classifiers.calendar_days (
  calendar text not null,
  day date not null,
  name_lv text not null,
  name_en text not null,
  primary key (calendar, day)
);

-- A period in which schools teach; working days and calendar_days 'school-holiday' cut it further.
create table classifiers.school_years (
  first_day date primary key,
  end_day date not null,
  check (first_day < end_day)
);

grant select, insert, update, delete on all tables in schema classifiers to koplieta_app;

-- Persons, households, relations, organisations and dated facts.
create schema persons;
grant usage on schema persons to koplieta_app;

create table persons.organisations (
  id uuid primary key,
  code text not null unique,
  registration_number text unique,
  name_lv text not null,
  name_en text not null,
  kind text not null check (kind in ('institution', 'municipality', 'merchant')),
  roles text[] not null default '{}' check (roles <@ array['grantor', 'provider']),
  territory text
);
create index organisations_territory on persons.organisations (territory) where territory is not null;

create table persons.persons (
  id uuid primary key,
  personal_code_encrypted bytea not null,
  personal_code_hash bytea not null unique,
  key_version smallint not null,
  name_encrypted bytea not null,
  birth_date date not null,
  death_date date
);

create table persons.households (
  id uuid primary key
);

create table persons.household_members (
  person_id uuid not null references persons.persons,
  household_id uuid not null references persons.households,
  valid_from date not null,
  valid_to date,
  primary key (person_id, valid_from),
  check (valid_from < valid_to)
);
create index household_members_household on persons.household_members (household_id);

-- person_id is the parent, guardian or carer; related_id the child, ward or person cared for.
create table persons.relations (
  person_id uuid not null references persons.persons,
  related_id uuid not null references persons.persons,
  kind text not null check (kind in ('parent', 'guardian', 'carer')),
  valid_from date not null,
  valid_to date,
  primary key (person_id, related_id, kind, valid_from),
  check (valid_from < valid_to)
);
create index relations_related on persons.relations (related_id);

-- One dated statement about a person from one register. A correction supersedes, never overwrites.
-- Exactly one value column is filled, by the type of the fact kind (modules/persons/fact-kinds.ts):
-- code for codes, number for integers, booleans (0, 1) and cents, day for dates.
create table persons.facts (
  person_id uuid not null references persons.persons,
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
  primary key (person_id, id),
  check (num_nonnulls(code, number, day) = 1),
  check (valid_from < valid_to)
);
create index facts_current on persons.facts (person_id, kind) where superseded_at is null;

grant select, insert, update, delete on all tables in schema persons to koplieta_app;
revoke delete on persons.facts from koplieta_app;
