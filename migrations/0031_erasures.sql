-- A change that was erased stays in the log under its position as kind e, without content. One more
-- of that kind, at the head, still names the key, so that subscribers learn what to erase (Article 19
-- of the General Data Protection Regulation); these are listed here until the key goes as well.
create table exchange.erasures (
  version_id integer not null references exchange.versions,
  position bigint not null,
  erased_at timestamptz not null,
  primary key (version_id, position)
);
create index erasures_erased_at on exchange.erasures (erased_at);
grant select, insert, delete on exchange.erasures to koplieta_app;
-- Nothing writes it: PostgreSQL lets a row be locked only by who may change a column of it.
grant update (erased_at) on exchange.erasures to koplieta_app;
