-- What a person proves beside a login means: one-time codes (RFC 6238) and passkeys (WebAuthn). sealed: the
-- seed of the codes, or the passkey's id, public key and transports; found by nothing but the person.
create table identity.second_factors (
  id uuid primary key,
  person_id uuid not null references persons.persons,
  kind text not null check (kind in ('one-time-code', 'passkey')),
  name text not null,
  sealed bytea not null,
  -- Of a passkey: how often it signed, as it says. Of codes: the last step of time that was used.
  counter bigint not null default 0,
  begun_at timestamptz not null,
  -- Null: not proven yet, so of no use.
  enrolled_at timestamptz,
  used_at timestamptz,
  removed_at timestamptz
);
create index second_factors_person on identity.second_factors (person_id) where removed_at is null;
grant select, insert on identity.second_factors to koplieta_app;
grant update (sealed, counter, enrolled_at, used_at, removed_at)
  on identity.second_factors to koplieta_app;
