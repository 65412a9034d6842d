-- For whom a person signed on to a client, where the client asks for that: of a grant, by its keyed hash.
create table identity.grant_capacities (
  grant_hash bytea primary key,
  represented_id uuid not null references persons.persons,
  chosen_at timestamptz not null
);
create index grant_capacities_age on identity.grant_capacities (chosen_at);
grant select, insert, delete on identity.grant_capacities to koplieta_app;
