-- Reliefs and their dated instructions: small reference tables, imported from reliefs/*.yaml.
create schema reliefs;
grant usage on schema reliefs to koplieta_app;

create table reliefs.reliefs (
  id uuid primary key,
  code text not null unique,
  kind text not null,
  name_lv text not null,
  name_en text not null,
  label_lv text not null,
  label_en text not null,
  categories text[] not null,
  -- The rest of what the file states: grantor, act, source, illustrative, assumptions.
  statement jsonb not null
);

-- Immutable once published: a change is a new version. Only the end of an open one may be set.
-- content: the instruction without its end, amounts in cents; digest: of its text without its end.
create table reliefs.instructions (
  id uuid primary key,
  relief_id uuid not null references reliefs.reliefs,
  version smallint not null,
  valid_from date not null,
  valid_to date,
  content jsonb not null,
  digest bytea not null,
  published_at timestamptz not null,
  unique (relief_id, version),
  check (valid_from < valid_to)
);

grant select, insert on all tables in schema reliefs to koplieta_app;
grant update on reliefs.reliefs to koplieta_app;
grant update (valid_to) on reliefs.instructions to koplieta_app;

-- Who has what, and why.
create schema entitlements;
grant usage on schema entitlements to koplieta_app;

create table entitlements.recipient_groups (
  id uuid primary key,
  code text not null unique,
  grantor_id uuid not null references persons.organisations,
  name_lv text not null,
  name_en text not null
);

create table entitlements.group_members (
  person_id uuid not null references persons.persons,
  group_id uuid not null references entitlements.recipient_groups,
  valid_from date not null,
  valid_to date,
  consent_at timestamptz not null,
  primary key (person_id, group_id, valid_from),
  check (valid_from < valid_to)
);

-- benefits: the positions (from 0) of the instruction's benefits whose own conditions hold.
-- reason: what the verdict was reached from, as an explanation tree. A newer computation ends the
-- older rows (superseded_at), so that what a transaction was calculated from stays readable.
create table entitlements.entitlements (
  person_id uuid not null references persons.persons,
  id uuid not null,
  relief_id uuid not null references reliefs.reliefs,
  instruction_id uuid not null references reliefs.instructions,
  grantor_id uuid not null references persons.organisations,
  -- Who pays the instruction's shares, in the same order; empty when the grantor pays all.
  share_grantor_ids uuid[] not null default '{}',
  household_id uuid,
  benefits smallint[] not null,
  valid_from date not null,
  valid_to date,
  source text not null check (source in ('facts', 'manual')),
  reason jsonb not null,
  computed_at timestamptz not null,
  superseded_at timestamptz,
  primary key (person_id, id),
  check (valid_from < valid_to)
);
create index entitlements_current on entitlements.entitlements (person_id, valid_from)
  where superseded_at is null;

-- What others read: who has what, in which period, now. No reasons.
create view entitlements.current_entitlements as
select
  person_id, id, relief_id, instruction_id, grantor_id, share_grantor_ids, household_id, benefits,
  valid_from, valid_to
from entitlements.entitlements
where superseded_at is null;

grant select, insert, update, delete on all tables in schema entitlements to koplieta_app;
revoke delete on entitlements.entitlements from koplieta_app;
