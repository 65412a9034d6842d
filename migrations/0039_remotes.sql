-- Other installations from which virtual data sets read, with a key of ours there (encrypted).
create table exchange.remotes (
  name text primary key,
  url text not null,
  sealed_key bytea not null,
  renewed_at timestamptz not null
);
grant select, insert, update on exchange.remotes to koplieta_app;
