-- What a person shows. The value is never kept: only its keyed hash, with the version of the key.
create schema means;
grant usage on schema means to koplieta_app;

create table means.means (
  id uuid primary key,
  person_id uuid not null references persons.persons,
  kind text not null,
  value_hash bytea not null unique,
  key_version smallint not null,
  issuer_id uuid references persons.organisations,
  -- The last characters of a long-lived means, for its holder to tell one card from another.
  ending text,
  status text not null check (status in ('active', 'blocked', 'lost')),
  valid_from timestamptz not null,
  valid_to timestamptz,
  single_use boolean not null default false,
  used_at timestamptz,
  check (valid_from < valid_to)
);
create index means_person on means.means (person_id);
create index means_single_use on means.means (valid_to) where single_use;

grant select, insert, update, delete on all tables in schema means to koplieta_app;

-- Where reliefs are used: agreements, IDS, points of service, terminals, goods catalogues.
create schema providers;
grant usage on schema providers to koplieta_app;

-- A provider may apply a grantor's reliefs from valid_from until valid_to.
create table providers.agreements (
  id uuid primary key,
  grantor_id uuid not null references persons.organisations,
  provider_id uuid not null references persons.organisations,
  number text not null,
  valid_from date not null,
  valid_to date,
  settlement_days smallint not null default 30,
  unique (grantor_id, provider_id, number),
  check (valid_from < valid_to)
);

-- The reliefs of an agreement. `id` is the name by which the provider knows the relief: it differs
-- from agreement to agreement and gives away nothing about the recipients.
create table providers.agreement_reliefs (
  id uuid primary key,
  agreement_id uuid not null references providers.agreements,
  relief_id uuid not null references reliefs.reliefs,
  unique (agreement_id, relief_id)
);

create table providers.points_of_service (
  id uuid primary key,
  organisation_id uuid not null references persons.organisations,
  code text not null,
  name_lv text not null,
  name_en text not null,
  territory text not null,
  unique (organisation_id, code)
);

create table providers.ids (
  id uuid primary key,
  organisation_id uuid not null references persons.organisations,
  code text not null unique,
  name text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  authorisation_ttl_ms integer not null default 900000 check (authorisation_ttl_ms between 1000 and 86400000)
);

create table providers.access_keys (
  id uuid primary key,
  ids_id uuid not null references providers.ids,
  secret_hash bytea not null,
  key_version smallint not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index access_keys_ids on providers.access_keys (ids_id);

create table providers.terminals (
  id uuid primary key,
  ids_id uuid not null references providers.ids,
  point_of_service_id uuid not null references providers.points_of_service,
  code text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  unique (ids_id, code)
);

create table providers.items (
  id uuid primary key,
  organisation_id uuid not null references persons.organisations,
  code text not null,
  class text not null,
  name_lv text not null,
  name_en text not null,
  unit_price_cents bigint check (unit_price_cents >= 0),
  tax_basis_points integer not null default 2100,
  active boolean not null default true,
  unique (organisation_id, code)
);

grant select, insert, update, delete on all tables in schema providers to koplieta_app;

-- Sessions of people in a browser. Only the hash of the session's secret is kept.
create schema identity;
grant usage on schema identity to koplieta_app;

create table identity.sessions (
  id uuid primary key,
  secret_hash bytea not null unique,
  person_id uuid references persons.persons,
  terminal_id uuid references providers.terminals,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check (num_nonnulls(person_id, terminal_id) = 1)
);
create index sessions_expiry on identity.sessions (expires_at);

grant select, insert, update, delete on all tables in schema identity to koplieta_app;
