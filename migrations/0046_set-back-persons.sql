-- Places in the queue of those whose change could not be followed: behind all others, one after another.
create sequence entitlements.set_back_places as bigint increment by -1 maxvalue -1;
select setval(
  'entitlements.set_back_places',
  (select least(min(id), 0) - 1 from entitlements.waiting_persons),
  false
);
grant usage on sequence entitlements.set_back_places to koplieta_app;
