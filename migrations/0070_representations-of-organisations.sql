-- Who may act for an organisation by a register: alone, or only together with others. As with facts a
-- correction adds a row and supersedes the older one; what holds now are rows without superseded_at.
create table persons.representations (
  id uuid primary key,
  organisation_id uuid not null references persons.organisations,
  person_id uuid not null references persons.persons,
  manner text not null check (manner in ('alone', 'jointly')),
  register text not null,
  mapping_id integer,
  position bigint,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  check (valid_from < valid_to)
);
create index representations_person on persons.representations (person_id) where superseded_at is null;
create index representations_organisation on persons.representations (organisation_id)
  where superseded_at is null;
grant select, insert on persons.representations to koplieta_app;
grant update (superseded_at) on persons.representations to koplieta_app;

alter table persons.representations enable row level security;
create policy by_organisation on persons.representations to koplieta_app
  using (platform.is_of_acting(organisation_id));
