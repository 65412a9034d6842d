-- What a change of the past leaves to officials, and what grantors' own systems state.

-- What a list will do is known once its rows are in.
alter table entitlements.member_lists alter column added set default 0, alter column ended set default 0;
grant update (added, ended) on entitlements.member_lists to koplieta_app;

-- Days that are past and on which a person had a relief that, as is known now, was not due, or not so:
-- of instructions that say so. What was used on them is asked when a review is read.
create table entitlements.reviews (
  id bigint generated always as identity primary key,
  person_id uuid not null references persons.persons,
  entitlement_id uuid not null,
  relief_id uuid not null references reliefs.reliefs,
  instruction_id uuid not null references reliefs.instructions,
  grantor_id uuid not null references persons.organisations,
  benefits smallint[] not null,
  valid_from date not null,
  valid_to date not null,
  noted_at timestamptz not null,
  settled_by uuid references identity.officials,
  settled_at timestamptz,
  -- In words, encrypted: what was decided.
  outcome_encrypted bytea,
  check (valid_from < valid_to),
  check (num_nonnulls(settled_by, settled_at, outcome_encrypted) in (0, 3))
);
create index reviews_open on entitlements.reviews (grantor_id, id) where settled_at is null;
create index reviews_of_person on entitlements.reviews (person_id);

grant select, insert on entitlements.reviews to koplieta_app;
grant update (settled_by, settled_at, outcome_encrypted) on entitlements.reviews to koplieta_app;

-- What transactions read of the reviews.
create view entitlements.open_reviews as
select id, person_id, relief_id, instruction_id, grantor_id, valid_from, valid_to, noted_at
from entitlements.reviews where settled_at is null;
grant select on entitlements.open_reviews to koplieta_app;

-- The data sets in which grantors state their grants and instructions, and how far each is followed.
-- Who follows one holds its row until the end of the transaction.
create table entitlements.statement_sources (
  data_set text not null,
  version smallint not null,
  kind text not null check (kind in ('grants', 'instructions')),
  position bigint not null default 0,
  added_at timestamptz not null,
  primary key (data_set, version)
);
grant select, insert, update on entitlements.statement_sources to koplieta_app;

-- A record of theirs that cannot be followed: what it said before stands.
create table entitlements.statement_faults (
  data_set text not null,
  version smallint not null,
  key_hash bytea not null,
  position bigint not null,
  code text not null,
  details jsonb not null,
  noted_at timestamptz not null,
  primary key (data_set, version, key_hash)
);
create index statement_faults_code on entitlements.statement_faults (data_set, version, position);
grant select, insert, update, delete on entitlements.statement_faults to koplieta_app;

-- A draft may come from the grantor's own system: then two officials review and publish it.
alter table reliefs.drafts alter column drafted_by drop not null;
alter table reliefs.drafts add column drafted_from text;
alter table reliefs.drafts add constraint drafts_origin check (num_nonnulls(drafted_by, drafted_from) = 1);
alter table reliefs.drafts add constraint drafts_of_systems
  check (drafted_from is null or published_by is null or published_by <> reviewed_by);
