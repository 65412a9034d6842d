-- How many log-ins were refused in a minute, by means and reason: the first are records of the audit, the
-- rest are told there as a number when the minute is over. No person and no address.
create table identity.refused_log_ins (
  minute timestamptz,
  means text,
  code text,
  refusals integer not null,
  primary key (minute, means, code)
);
grant select, insert, update, delete on identity.refused_log_ins to koplieta_app;
