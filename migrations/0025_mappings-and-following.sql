-- How the records of registers become facts: mappings as text, and how far each register is followed.
create schema registers;
grant usage on schema registers to koplieta_app;

-- Every mapping that was ever in force: each fact knows by which one it was made.
create table registers.mappings (
  id integer primary key generated always as identity,
  register text not null,
  version integer not null,
  data_set text not null,
  data_set_version smallint not null,
  text text not null,
  digest bytea not null,
  taken_at timestamptz not null,
  unique (register, version)
);

-- How far a register is followed. Who follows it holds its row until the end of the transaction.
create table registers.followed (
  register text primary key,
  mapping_id integer not null references registers.mappings,
  -- Changes up to this one are in what is known.
  position bigint not null default 0,
  -- A new mapping reads all records again, in the order of their keyed hashes: up to this one so far.
  -- Null when that is done.
  reread_after bytea,
  -- When the exchange took the last change that was followed.
  changed_at timestamptz
);

-- A record that names somebody who is not known yet: it is read again when that person is.
create table registers.waiting (
  awaited_hash bytea not null,
  register text not null,
  key_hash bytea not null,
  primary key (awaited_hash, register, key_hash)
);
create index waiting_record on registers.waiting (register, key_hash);

-- A record in the form of its data set that means nothing by the mapping: what it said before stands.
create table registers.faults (
  register text not null,
  key_hash bytea not null,
  position bigint not null,
  problems jsonb not null,
  noted_at timestamptz not null,
  primary key (register, key_hash)
);

grant select, insert on registers.mappings to koplieta_app;
grant select, insert, update on registers.followed to koplieta_app;
grant select, insert, delete on registers.waiting to koplieta_app;
grant select, insert, update, delete on registers.faults to koplieta_app;

-- Where a fact comes from: which mapping made it of the record that changed at which position.
-- Null: it was recorded without a register's record.
alter table persons.facts add column mapping_id integer, add column position bigint;
alter table persons.household_facts add column mapping_id integer, add column position bigint;
