-- Looks of officials at persons that do not fit: found by rules beside the work, in what is sealed of the
-- audit. Nothing here is changed or deleted; that one is settled is a row of its own.
-- organisation_id: of the official; null: of the operator. person_id: null when it is of many persons.
create table identity.alerts (
  id uuid primary key,
  rule text not null check (rule in ('oneself', 'family', 'household', 'many-persons')),
  record_id uuid not null,
  act text not null,
  official_id uuid not null references identity.officials,
  organisation_id uuid references persons.organisations,
  person_id uuid,
  persons integer,
  looked_at timestamptz not null,
  noted_at timestamptz not null,
  unique (id, official_id),
  check ((rule = 'many-persons') = (person_id is null)),
  check ((person_id is null) = (persons is not null))
);
-- One for each record, and of many persons one for each official and hour.
create unique index alerts_record on identity.alerts (record_id, rule);
create unique index alerts_hour
  on identity.alerts (official_id, date_trunc('hour', looked_at at time zone 'UTC'))
  where rule = 'many-persons';
create index alerts_organisation on identity.alerts (organisation_id, id);

alter table identity.alerts enable row level security;
create policy by_organisation on identity.alerts to koplieta_app
  using (platform.is_of_acting(organisation_id));

-- official_id: whose look it was. Nobody settles an alert of the own look.
create table identity.alert_settlements (
  alert_id uuid primary key,
  official_id uuid not null,
  settled_by uuid not null references identity.officials,
  settled_at timestamptz not null,
  reason_encrypted bytea not null,
  foreign key (alert_id, official_id) references identity.alerts (id, official_id),
  constraint alert_not_ones_own check (settled_by <> official_id)
);

-- Up to which block of the audit looks were compared with the rules.
create table identity.alert_cursor (
  singleton boolean primary key default true check (singleton),
  block bigint not null
);
insert into identity.alert_cursor (block) values (0);

create function identity.forward_only() returns trigger
language plpgsql as $$
begin
  if new.block <= old.block then raise exception 'The cursor of the alerts only moves forward.'; end if;
  return new;
end
$$;
create trigger forward_only before update on identity.alert_cursor
  for each row execute function identity.forward_only();

grant select, insert on identity.alerts, identity.alert_settlements to koplieta_app;
grant select on identity.alert_cursor to koplieta_app;
grant update (block) on identity.alert_cursor to koplieta_app;
