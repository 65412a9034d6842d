-- That one person may act for another: for what, and until when. A mandate that was passed on came
-- from another one, holds no longer than it, and ends with it.
create table identity.mandates (
  id uuid primary key,
  giver_id uuid not null references persons.persons,
  holder_id uuid not null references persons.persons,
  acts text[] not null check (cardinality(acts) > 0),
  valid_from date not null,
  valid_to date,
  may_pass_on boolean not null,
  passed_from_id uuid references identity.mandates,
  given_at timestamptz not null,
  revoked_at timestamptz,
  check (giver_id <> holder_id),
  check (valid_from < valid_to)
);
create index mandates_giver on identity.mandates (giver_id);
create index mandates_holder on identity.mandates (holder_id) where revoked_at is null;
create index mandates_passed_from on identity.mandates (passed_from_id)
  where passed_from_id is not null;
grant select, insert on identity.mandates to koplieta_app;
grant update (revoked_at) on identity.mandates to koplieta_app;

-- For whom the person of a session acts; null: for themselves.
alter table identity.sessions add represented_id uuid references persons.persons;
grant update (represented_id) on identity.sessions to koplieta_app;
