-- all_persons: everything was streamed from a data set that names persons, so it may have been about
-- anybody in it. Such uses are few, and are shown to everybody.
alter table exchange.uses add column all_persons boolean not null default false;
drop index exchange.uses_of_all;
create index uses_of_all on exchange.uses (used_at, id) where all_persons;
