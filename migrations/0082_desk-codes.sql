-- A code that an official gave a person at a desk, after seeing their document: it is a second factor once,
-- with which the person enrols one of their own. One for each person at a time; code_hash: keyed.
create table identity.desk_codes (
  person_id uuid primary key references persons.persons,
  code_hash bytea not null,
  issued_by uuid not null references identity.officials,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index desk_codes_expiry on identity.desk_codes (expires_at);
grant select, insert, update, delete on identity.desk_codes to koplieta_app;
