-- As whom, and in which session, the institution knows a log-in by its provider: keyed hashes, by which it
-- is found when the institution says that the person signed out, or has left.
alter table identity.log_ins
  add column outside_sub_hash bytea,
  add column outside_sid_hash bytea;
create index log_ins_outside_sub on identity.log_ins (outside_sub_hash)
  where outside_sub_hash is not null;
create index log_ins_outside_sid on identity.log_ins (outside_sid_hash)
  where outside_sid_hash is not null;
