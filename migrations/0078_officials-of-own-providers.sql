-- By what a person logged in, and, when that was their institution's own provider, of which organisation's
-- officials the session may be, and nothing else.
alter table identity.sessions
  add column means text,
  add column confined_to uuid references persons.organisations,
  add constraint sessions_confined
    check (confined_to is null or (official_id is not null and represented_id is null));
