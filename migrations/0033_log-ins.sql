-- Log-ins of people: from which devices, by which means; and which sessions hang on each.

-- device_hash: keyed hash of a secret that the browser keeps for long. session_hash: that of the session
-- at the sign-on provider which the log-in began or strengthened; null until it did.
create table identity.log_ins (
  id uuid primary key,
  person_id uuid not null references persons.persons,
  client_id text not null,
  means text not null,
  level text not null check (level in ('low', 'substantial', 'high')),
  device_hash bytea not null,
  -- What the browser says of itself, as people call it: "Firefox, Windows".
  device text not null,
  -- Whether the person had logged in from it before.
  known_device boolean not null,
  session_hash bytea,
  logged_in_at timestamptz not null,
  ended_at timestamptz,
  -- When the person was told of a log-in from somewhere new.
  told_at timestamptz
);
create index log_ins_person on identity.log_ins (person_id, logged_in_at desc);
create index log_ins_session on identity.log_ins (session_hash) where session_hash is not null;
create index log_ins_time on identity.log_ins (logged_in_at);
grant select, insert, delete on identity.log_ins to koplieta_app;
grant update (session_hash, ended_at, told_at) on identity.log_ins to koplieta_app;

-- The session of the web app hangs on a log-in: it ends with it, by the name (sid) that the provider gave
-- it, and knows how strong it was. One that nobody uses ends early; used_at is set once a minute at most.
alter table identity.sessions
  add column sid_hash bytea,
  add column level text check (level in ('low', 'substantial', 'high')),
  add column used_at timestamptz;
create index sessions_sid on identity.sessions (sid_hash) where sid_hash is not null;
