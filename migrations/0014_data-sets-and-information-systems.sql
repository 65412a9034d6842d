-- What institutions share: data sets, and the information systems that fill and read them.
create schema exchange;
grant usage on schema exchange to koplieta_app;

-- An information system of an institution, which proves itself by an access key.
create table exchange.information_systems (
  id uuid primary key,
  organisation_id uuid not null references persons.organisations,
  code text not null unique,
  name text not null,
  created_at timestamptz not null
);
create index information_systems_organisation on exchange.information_systems (organisation_id);

-- Only the keyed hash of a key's text is kept.
create table exchange.access_keys (
  id uuid primary key,
  information_system_id uuid not null references exchange.information_systems,
  secret_hash bytea not null,
  key_version smallint not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index access_keys_system on exchange.access_keys (information_system_id);

create table exchange.data_sets (
  id uuid primary key,
  code text not null unique,
  organisation_id uuid not null references persons.organisations,
  created_at timestamptz not null
);
create index data_sets_organisation on exchange.data_sets (organisation_id);

-- Versions stand side by side, each with records of its own. `id` names its tables of records.
-- ends_on: the first day on which the version is no more; null while no end is announced.
create table exchange.versions (
  id integer primary key generated always as identity,
  data_set_id uuid not null references exchange.data_sets,
  version smallint not null,
  state text not null check (state in ('sandbox', 'proposed', 'published')),
  revision integer not null,
  ends_on date,
  unique (data_set_id, version)
);

-- Every text that a version has had; the greatest revision holds.
create table exchange.revisions (
  version_id integer not null references exchange.versions,
  revision integer not null,
  text text not null,
  definition jsonb not null,
  digest bytea not null,
  defined_at timestamptz not null,
  primary key (version_id, revision)
);

grant select, insert on all tables in schema exchange to koplieta_app;
grant update (expires_at, revoked_at) on exchange.access_keys to koplieta_app;
grant update (name) on exchange.information_systems to koplieta_app;
grant update (state, revision, ends_on) on exchange.versions to koplieta_app;
-- Nothing writes it: PostgreSQL lets a row be locked only by who may change a column of it.
grant update (created_at) on exchange.data_sets to koplieta_app;
