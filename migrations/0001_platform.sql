-- The kernel: this installation, and the audit. The role koplieta_app exists before migrations run.
grant usage on schema platform to koplieta_app;
grant select on platform.migrations to koplieta_app;

-- One row: which secret the database was made with. Another secret could read nothing in it.
create table platform.installation (
  singleton boolean primary key default true check (singleton),
  secret_fingerprint bytea not null,
  key_version smallint not null,
  created_at timestamptz not null default now()
);
grant select on platform.installation to koplieta_app;

-- Long steps of the start that are done, and with what; a step that was cut off is not here.
create table platform.completed_steps (
  name text primary key,
  fingerprint text not null,
  completed_at timestamptz not null
);
grant select, insert, update on platform.completed_steps to koplieta_app;

-- Which text of each file of migrations/functions/ is applied.
create table platform.functions (
  file text primary key,
  digest bytea not null
);

create schema audit;
grant usage on schema audit to koplieta_app;

-- What was done, by whom, for whom. Written in the act's own transaction, never changed after.
-- digest: of the envelope and of the digest of salt and content (platform/audit/audit.ts).
-- content_digest takes the place of salt and content once these are deleted.
create table audit.records (
  id uuid primary key,
  recorded_at timestamptz not null,
  act text not null,
  actor_kind text not null,
  actor_id text,
  subject_person_id uuid,
  organisation_id uuid,
  request_id text not null,
  content text,
  salt bytea,
  content_digest bytea,
  digest bytea not null,
  check ((content is null) = (salt is null) and (content is null) = (content_digest is not null))
);

-- The queue of what the sealer has not linked yet. No index: it holds a second's worth of ids.
create table audit.unsealed (
  record_id uuid not null
);

-- The chain: each block names its records in order and holds the hash of the block before it.
create table audit.blocks (
  number bigint primary key,
  previous_hash bytea not null,
  record_ids uuid[] not null,
  records_hash bytea not null,
  sealed_at timestamptz not null,
  hash bytea not null,
  signature bytea not null
);

grant select, insert on audit.records, audit.blocks to koplieta_app;
grant select, insert, delete on audit.unsealed to koplieta_app;
