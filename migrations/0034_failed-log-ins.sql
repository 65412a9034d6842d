-- How often somebody failed to log in as a person, from one device that the person uses or from all
-- others together: whoever guesses waits longer each time, and the person on their own device does not.
create table identity.failed_log_ins (
  key_hash bytea primary key,
  failures smallint not null,
  failed_at timestamptz not null
) with (fillfactor = 70);
create index failed_log_ins_time on identity.failed_log_ins (failed_at);
grant select, insert, update, delete on identity.failed_log_ins to koplieta_app;
