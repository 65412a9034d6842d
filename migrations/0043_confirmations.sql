-- One act that a person confirms by a second factor: what they saw, bound to it by its hash. sealed:
-- the text, how far the means is, and at the end the evidence that it gave; encrypted.
create table identity.confirmations (
  id uuid primary key,
  person_id uuid not null references persons.persons,
  act text not null,
  means text not null,
  content_digest bytea not null,
  sealed bytea not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  used_at timestamptz,
  check (used_at is null or confirmed_at is not null)
);
create index confirmations_unused on identity.confirmations (expires_at) where used_at is null;
grant select, insert, delete on identity.confirmations to koplieta_app;
grant update (sealed, confirmed_at, used_at) on identity.confirmations to koplieta_app;
