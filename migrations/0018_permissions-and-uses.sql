-- Who may read which fields and rows of a data set, for what purpose, how often, until when.
-- state: what was decided; whether its days have come or are over, the days themselves tell.
create table exchange.permissions (
  id uuid primary key,
  number text not null unique,
  data_set_id uuid not null references exchange.data_sets,
  holder_id uuid not null references persons.organisations,
  state text not null
    check (state in ('applied', 'agreed', 'granted', 'refused', 'suspended', 'withdrawn')),
  -- Who decided first, where two must; only then is it set.
  agreed_by text,
  purpose jsonb not null,
  legal_basis jsonb not null,
  -- "all", or paths of fields: ["number", "waters.hectares"].
  fields jsonb not null,
  -- [{"field": …, "values": […]}, {"field": …, "profile": "territory"}]
  rows jsonb not null,
  -- Null: as many uses as there are.
  quota bigint check (quota > 0),
  rate_per_minute integer check (rate_per_minute > 0),
  price_cents integer not null check (price_cents >= 0),
  -- Both days are within.
  valid_from date not null,
  valid_until date not null,
  -- A prolongation that waits for the second who decides: its terms, and who proposed it.
  proposed jsonb,
  applied_at timestamptz not null,
  check (valid_from <= valid_until),
  check ((state = 'agreed') = (agreed_by is not null))
);
create index permissions_holder on exchange.permissions (holder_id, number);
create index permissions_data_set on exchange.permissions (data_set_id, number);
create index permissions_end on exchange.permissions (valid_until)
  where state in ('granted', 'suspended');

-- granted: which fields were granted, each with its class on that day; null before.
create table exchange.permission_versions (
  permission_id uuid not null references exchange.permissions,
  version_id integer not null references exchange.versions,
  granted jsonb,
  primary key (permission_id, version_id)
);

-- The last number given out in a year.
create table exchange.permission_numbers (
  year smallint primary key,
  last integer not null
);

-- All that became of a permission, and what was said about it.
create table exchange.permission_events (
  id uuid primary key,
  permission_id uuid not null references exchange.permissions,
  kind text not null,
  occurred_at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  side text not null check (side in ('holder', 'source', 'operator', 'platform')),
  text text,
  content jsonb not null default '{}'
);
create index permission_events_permission on exchange.permission_events (permission_id, id);
-- One reminder, and one end, for each day on which a permission would end.
create unique index permission_events_end
  on exchange.permission_events (permission_id, kind, (content ->> 'validUntil'))
  where kind in ('ends-soon', 'expired');

-- The quota of a permission lies in slots, so that those who use it at once do not wait for each other. A
-- slot has a share of the quota and of the rate; minute: the last in which it was used.
create table exchange.permission_slots (
  permission_id uuid not null references exchange.permissions,
  slot smallint not null,
  used bigint not null default 0,
  share bigint,
  rate_share integer,
  minute bigint not null default 0,
  in_minute integer not null default 0,
  primary key (permission_id, slot),
  check (used <= share)
) with (fillfactor = 50);

-- Every use of records that may tell of persons, the source's own too (without permission then).
-- revision: of the text, which with the permission tells the fields. records: null when all were streamed.
create table exchange.uses (
  id uuid not null,
  used_at timestamptz not null,
  version_id integer not null,
  revision integer not null,
  permission_id uuid,
  -- Whose system it was; null: the operator.
  organisation_id uuid,
  actor_kind text not null,
  actor_id text,
  how text not null,
  records integer,
  price_cents integer not null,
  primary key (id, used_at)
) partition by range (used_at);
create index uses_permission on exchange.uses (permission_id, used_at)
  where permission_id is not null;
create index uses_of_all on exchange.uses (used_at) where records is null;

-- Whom a use was about: keyed hash of the personal code.
create table exchange.use_persons (
  person_hash bytea not null,
  used_at timestamptz not null,
  use_id uuid not null,
  primary key (person_hash, used_at, use_id)
) partition by range (used_at);

-- A year in a table of its own is forgotten at once. What falls outside is kept all the same.
do $$
begin
  for year in 2026..2045 loop
    execute format('create table exchange.uses_%1$s partition of exchange.uses
      for values from (%2$L) to (%3$L)', year,
      make_timestamptz(year, 1, 1, 0, 0, 0, 'Europe/Riga'),
      make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'Europe/Riga'));
    execute format('create table exchange.use_persons_%1$s partition of exchange.use_persons
      for values from (%2$L) to (%3$L)', year,
      make_timestamptz(year, 1, 1, 0, 0, 0, 'Europe/Riga'),
      make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'Europe/Riga'));
  end loop;
end $$;
create table exchange.uses_other partition of exchange.uses default;
create table exchange.use_persons_other partition of exchange.use_persons default;

grant select, insert, update on exchange.permissions, exchange.permission_versions,
  exchange.permission_numbers, exchange.permission_slots to koplieta_app;
grant select, insert on exchange.permission_events, exchange.uses, exchange.use_persons
  to koplieta_app;
