-- Whom a register names while all its records are read again: what it said of anybody else ends then.
create table persons.named (
  register text not null,
  -- A person, a household or an organisation.
  subject_id uuid not null,
  primary key (register, subject_id)
);
grant select, insert, delete on persons.named to koplieta_app;

-- What is to be done, once all records were read again, with those whom none of them names: count them,
-- ask somebody since they are many (absent_count), or end what was said of them (up to absent_after so far).
alter table registers.followed
  add column absent text check (absent in ('count', 'ask', 'end')),
  add column absent_count bigint,
  add column absent_after uuid;

-- So many grants stand in no record of the grantor any more: somebody must confirm that they end.
alter table entitlements.statement_sources add column absent_count bigint;
