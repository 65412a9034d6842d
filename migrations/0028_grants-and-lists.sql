-- What officials and systems of grantors say beside the facts: entitlements by hand, and lists of members.

-- One person's right to a relief by decision. reason: in words, for the person, encrypted. source_key:
-- keyed hash of the grantor's own name for it, when it came through the grantor's data set; then no
-- official has acted here. What is withdrawn ends on withdrawn_on, and never was if that is the first day.
create table entitlements.grants (
  id uuid primary key,
  person_id uuid not null references persons.persons,
  relief_id uuid not null references reliefs.reliefs,
  grantor_id uuid not null references persons.organisations,
  valid_from date not null,
  valid_to date,
  reason_encrypted bytea not null,
  source_key bytea,
  status text not null check (status in ('proposed', 'confirmed', 'rejected', 'withdrawn')),
  proposed_by uuid references identity.officials,
  proposed_at timestamptz not null,
  decided_by uuid references identity.officials,
  decided_at timestamptz,
  withdrawn_by uuid references identity.officials,
  withdrawn_at timestamptz,
  withdrawn_on date,
  -- Why it was turned down or taken back: for officials, encrypted.
  refusal_encrypted bytea,
  constraint grants_four_eyes check (status not in ('confirmed', 'withdrawn') or source_key is not null
    or (decided_by is not null and decided_by <> proposed_by)),
  check ((source_key is null) = (proposed_by is not null)),
  check (source_key is not null or valid_to is not null),
  check (valid_from < valid_to),
  check ((status = 'withdrawn') = (withdrawn_on is not null))
);
create index grants_of_person on entitlements.grants (person_id)
  where status in ('confirmed', 'withdrawn');
create index grants_of_grantor on entitlements.grants (grantor_id, proposed_at desc, id);
create index grants_of_relief on entitlements.grants (relief_id, person_id)
  where status in ('confirmed', 'withdrawn');
create unique index grants_source on entitlements.grants (grantor_id, source_key)
  where source_key is not null;

grant select, insert on entitlements.grants to koplieta_app;
grant update (
  person_id, relief_id, valid_from, valid_to, reason_encrypted, status, decided_by, decided_at,
  withdrawn_by, withdrawn_at, withdrawn_on, refusal_encrypted
) on entitlements.grants to koplieta_app;

-- By which grant a person has it (source 'manual').
alter table entitlements.entitlements
  add column grant_id uuid references entitlements.grants;

-- kept_by: 'consent', when persons join and leave by themselves; 'list', when the grantor says who is
-- in it: then there is no consent.
alter table entitlements.recipient_groups
  add column kept_by text not null default 'consent' check (kept_by in ('consent', 'list'));
alter table entitlements.group_members alter column consent_at drop not null;
create index group_members_group on entitlements.group_members (group_id);

-- A list that an official has uploaded, until another one confirms it. ended: how many members it ends.
create table entitlements.member_lists (
  id uuid primary key,
  group_id uuid not null references entitlements.recipient_groups,
  mode text not null check (mode in ('snapshot', 'additions')),
  status text not null check (status in ('proposed', 'confirmed', 'rejected')),
  members integer not null,
  added integer not null,
  ended integer not null,
  refused integer not null,
  -- Rows that were refused, the first ones: numbers of rows, columns and codes of reasons; nothing else.
  problems jsonb not null,
  proposed_by uuid not null references identity.officials,
  proposed_at timestamptz not null,
  decided_by uuid references identity.officials,
  decided_at timestamptz,
  constraint member_lists_four_eyes
    check (status <> 'confirmed' or (decided_by is not null and decided_by <> proposed_by))
);
create unique index member_lists_open on entitlements.member_lists (group_id)
  where status = 'proposed';
create index member_lists_by_time on entitlements.member_lists (group_id, proposed_at desc);

create table entitlements.member_list_rows (
  list_id uuid not null references entitlements.member_lists,
  person_id uuid not null references persons.persons,
  valid_from date not null,
  valid_to date,
  primary key (list_id, person_id),
  check (valid_from < valid_to)
);

grant select, insert on entitlements.member_lists to koplieta_app;
grant update (status, decided_by, decided_at) on entitlements.member_lists to koplieta_app;
grant select, insert, delete on entitlements.member_list_rows to koplieta_app;
