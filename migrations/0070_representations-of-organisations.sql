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

-- An organisation gives mandates as a person does: one of the two gave each.
alter table identity.mandates alter column giver_id drop not null;
alter table identity.mandates add giver_organisation_id uuid references persons.organisations;
alter table identity.mandates add check (num_nonnulls(giver_id, giver_organisation_id) = 1);
create index mandates_giver_organisation on identity.mandates (giver_organisation_id)
  where giver_organisation_id is not null;

-- For which organisation the person of a session acts, or signed on to a client. These are rows of
-- persons, who only name an organisation; organisations are never deleted.
alter table identity.sessions add represented_organisation_id uuid;
alter table identity.sessions
  add check (num_nonnulls(represented_id, represented_organisation_id, official_id) <= 1);
grant update (represented_organisation_id) on identity.sessions to koplieta_app;
alter table identity.grant_capacities alter column represented_id drop not null;
alter table identity.grant_capacities add represented_organisation_id uuid;
alter table identity.grant_capacities
  add check (num_nonnulls(represented_id, represented_organisation_id) = 1);
