-- What signing on reads of IDS and information systems: which of them a machine may act as.
create view providers.ids_to_sign_on as
  select id, organisation_id, code, name from providers.ids where status = 'active';
create view exchange.systems_to_sign_on as
  select id, organisation_id, code, name from exchange.information_systems;
grant select on providers.ids_to_sign_on, exchange.systems_to_sign_on to koplieta_app;

-- A client of the sign-on provider that acts as an IDS or an information system, and its limits; null:
-- none. tokens_from: what was issued before holds no more.
create table identity.machines (
  client_id text primary key references identity.clients,
  kind text not null check (kind in ('ids', 'information-system')),
  acts_as_id uuid not null,
  networks cidr[] check (cardinality(networks) > 0),
  rate_per_minute integer check (rate_per_minute > 0),
  last_day date,
  tokens_from timestamptz not null,
  unique (kind, acts_as_id)
);
grant select, insert on identity.machines to koplieta_app;
grant update (networks, rate_per_minute, last_day, tokens_from) on identity.machines to koplieta_app;
