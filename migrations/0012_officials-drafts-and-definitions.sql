-- Officials: who writes, reviews and publishes reliefs. Without an organisation: of the operator.
create table identity.officials (
  id uuid primary key,
  name text not null,
  organisation_id uuid references persons.organisations,
  roles text[] not null check (roles <@ array['editor', 'reviewer'] and cardinality(roles) > 0),
  created_at timestamptz not null,
  ended_at timestamptz
);

-- With what an official signs on until OpenID Connect does: only the keyed hash is kept.
create table identity.official_keys (
  id uuid primary key,
  official_id uuid not null references identity.officials,
  secret_hash bytea not null,
  key_version smallint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

grant select, insert on identity.officials, identity.official_keys to koplieta_app;
grant update (ended_at) on identity.officials to koplieta_app;
grant update (expires_at) on identity.official_keys to koplieta_app;

-- What is to be published: the text as it was written, which never changes, and who did what with it.
-- organisation_id: the grantor whose relief it is; null when only the operator's officials may act.
create table reliefs.drafts (
  id uuid primary key,
  kind text not null check (kind in ('relief', 'definition')),
  code text not null,
  organisation_id uuid references persons.organisations,
  text text not null,
  -- Why it is to hold on days before its publication; null when it does not.
  retroactive_reason text,
  status text not null check (status in ('draft', 'reviewed', 'rejected', 'published')),
  drafted_by uuid not null references identity.officials,
  drafted_at timestamptz not null,
  reviewed_by uuid references identity.officials,
  reviewed_at timestamptz,
  rejected_by uuid references identity.officials,
  rejected_at timestamptz,
  rejection text,
  published_by uuid references identity.officials,
  published_at timestamptz,
  constraint drafts_four_eyes check (reviewed_by <> drafted_by),
  check ((reviewed_by is null) = (reviewed_at is null)),
  check ((status = 'rejected') = (num_nonnulls(rejected_by, rejected_at, rejection) = 3)),
  check ((status = 'published') = (num_nonnulls(published_by, published_at) = 2)),
  check (status not in ('reviewed', 'published') or reviewed_by is not null)
);
create unique index drafts_open on reliefs.drafts (kind, code) where status in ('draft', 'reviewed');
create index drafts_by_time on reliefs.drafts (drafted_at desc, id);

grant select, insert on reliefs.drafts to koplieta_app;
grant update (
  status, reviewed_by, reviewed_at, rejected_by, rejected_at, rejection, published_by, published_at
) on reliefs.drafts to koplieta_app;

-- By which draft a version was published; null when it came with the first filling.
alter table reliefs.instructions add column draft_id uuid references reliefs.drafts;

-- Named, dated conditions that instructions use.
create table reliefs.definitions (
  id uuid primary key,
  code text not null unique,
  name_lv text not null,
  name_en text not null,
  act text not null,
  source text not null
);

-- Immutable once published, as instructions are.
create table reliefs.definition_versions (
  id uuid primary key,
  definition_id uuid not null references reliefs.definitions,
  version smallint not null,
  valid_from date not null,
  valid_to date,
  condition jsonb not null,
  digest bytea not null,
  published_at timestamptz not null,
  draft_id uuid references reliefs.drafts,
  unique (definition_id, version),
  check (valid_from < valid_to)
);

grant select, insert on reliefs.definitions, reliefs.definition_versions to koplieta_app;
grant update (name_lv, name_en, act, source) on reliefs.definitions to koplieta_app;
grant update (valid_to) on reliefs.definition_versions to koplieta_app;
