-- The records of data sets: their present state, and the log of their changes. Both are cut by
-- version: each version of a data set has two tables of its own (exchange.make_storage).
--
-- content: the open fields. sealed: the personal ones, encrypted as one. key_hash: keyed hash of the
-- key's values; lookup_hash: of its first ones. content_hash: keyed hash of the whole record.

-- A record that was deleted stays as a row without content: what comes late must not bring it back.
create table exchange.records (
  version_id integer not null,
  key_hash bytea not null,
  lookup_hash bytea,
  -- Of its last change.
  position bigint not null,
  record_version bigint,
  valid_from bigint,
  content_hash bytea,
  content jsonb,
  sealed bytea,
  changed_at timestamptz not null,
  primary key (version_id, key_hash)
) partition by list (version_id);
create index records_lookup on exchange.records (lookup_hash) where lookup_hash is not null;

-- kind: n new, c changed, x corrected (a fact of the past was told otherwise), d deleted.
create table exchange.changes (
  version_id integer not null,
  position bigint not null,
  kind "char" not null,
  key_hash bytea not null,
  content jsonb not null,
  sealed bytea,
  recorded_at timestamptz not null,
  primary key (version_id, position)
) partition by list (version_id);

-- Whoever writes records of a version holds this row until the end of the transaction. So positions
-- appear in their order: none smaller than one that is seen can still come.
create table exchange.heads (
  version_id integer primary key references exchange.versions,
  position bigint not null default 0,
  records bigint not null default 0
);

-- A stream of lines that a sender names, so that it can go on where it was cut.
create table exchange.uploads (
  version_id integer not null references exchange.versions,
  id text not null,
  mode text not null check (mode in ('changes', 'snapshot')),
  all_or_nothing boolean not null,
  -- When a snapshot was taken at its source.
  taken_at timestamptz,
  state text not null check (state in ('open', 'complete', 'refused', 'waiting')),
  last_line bigint not null default 0,
  stored bigint not null default 0,
  unchanged bigint not null default 0,
  late bigint not null default 0,
  quarantined bigint not null default 0,
  removed bigint not null default 0,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (version_id, id),
  check ((mode = 'snapshot') = (taken_at is not null))
);
create index uploads_open on exchange.uploads (began_at) where state in ('open', 'waiting');

-- Lines that are applied at the end of an upload, together: encrypted, as they may be personal.
create table exchange.spool (
  version_id integer not null,
  upload_id text not null,
  first_line bigint not null,
  lines bytea not null,
  primary key (version_id, upload_id, first_line)
);

-- The keys that a snapshot names; what is held and not among them was removed at the source.
create table exchange.seen_keys (
  version_id integer not null,
  upload_id text not null,
  key_hash bytea not null
);

-- Records that were refused, as they came (encrypted), with the reasons.
create table exchange.quarantine (
  id uuid primary key,
  version_id integer not null references exchange.versions,
  upload_id text,
  line bigint,
  problems jsonb not null,
  sealed bytea,
  received_at timestamptz not null
);
create index quarantine_version on exchange.quarantine (version_id, id);

grant select, insert, update on exchange.records, exchange.heads, exchange.uploads to koplieta_app;
grant select, insert on exchange.changes to koplieta_app;
grant select, insert, delete on exchange.spool, exchange.seen_keys, exchange.quarantine
  to koplieta_app;
