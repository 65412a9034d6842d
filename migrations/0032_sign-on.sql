-- The sign-on provider (OpenID Connect): its keys, its clients, and all that it keeps between requests.

-- Keys that sign tokens; the private part is encrypted by the keyring. A key is published from the
-- moment it is made, signs from used_from until the next of its algorithm does, and is deleted when
-- no token that it signed can still hold.
create table identity.signing_keys (
  id text primary key,
  algorithm text not null check (algorithm in ('ES256', 'EdDSA')),
  sealed bytea not null,
  made_at timestamptz not null,
  used_from timestamptz not null,
  unique (algorithm, used_from)
);
grant select, insert, delete on identity.signing_keys to koplieta_app;
-- Nothing writes it: PostgreSQL lets a row be locked only by who may change a column of it.
grant update (made_at) on identity.signing_keys to koplieta_app;

-- Programs that people sign on to, or that sign on themselves. means: null stands for all of them.
create table identity.clients (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{2,60}$'),
  organisation_id uuid references persons.organisations,
  name_lv text not null,
  name_en text not null,
  kind text not null check (kind in ('web', 'native', 'machine')),
  authentication text not null
    check (authentication in ('private_key_jwt', 'self_signed_tls_client_auth', 'none')),
  jwks jsonb,
  redirect_uris text[] not null,
  sign_out_uris text[] not null,
  back_channel_uri text,
  scopes text[] not null,
  minimum_level text not null check (minimum_level in ('low', 'substantial', 'high')),
  means text[],
  binding text not null check (binding in ('none', 'dpop', 'mtls')),
  -- The FAPI 2.0 security profile: pushed requests and bound tokens only.
  strict boolean not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((kind = 'machine') = (cardinality(redirect_uris) = 0)),
  check ((authentication = 'none') = (jwks is null)),
  check (kind = 'native' or authentication <> 'none'),
  check (not strict or (binding <> 'none' and authentication <> 'none'))
);
create index clients_organisation on identity.clients (organisation_id);
grant select, insert on identity.clients to koplieta_app;
grant update (ended_at, jwks) on identity.clients to koplieta_app;

-- Codes, tokens, grants, sessions and log-ins under way. Found by the keyed hash of their secret; what
-- they say is encrypted. Nothing here outlives its time: a job deletes what has expired.
create table identity.artifacts (
  kind text not null,
  id_hash bytea not null,
  content bytea not null,
  -- Of the grant that they came from, which revokes them together; a grant has its own.
  grant_hash bytea,
  -- Another way to a session (its uid) or to a device's code (what a person types).
  other_hash bytea,
  person_id uuid,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (kind, id_hash)
) with (fillfactor = 80);
create index artifacts_grant on identity.artifacts (grant_hash) where grant_hash is not null;
create index artifacts_other on identity.artifacts (kind, other_hash) where other_hash is not null;
create index artifacts_person on identity.artifacts (person_id)
  where person_id is not null and kind = 'Session';
create index artifacts_expiry on identity.artifacts (expires_at);
grant select, insert, update, delete on identity.artifacts to koplieta_app;
