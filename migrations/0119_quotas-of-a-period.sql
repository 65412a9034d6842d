-- A quota may begin anew each month or day (of Riga). What exists is meant in all, as it was.
alter table exchange.permissions
  add column quota_period text not null default 'all' check (quota_period in ('all', 'month', 'day'));

-- period: the first day of the latest in which the slot was used, in_period: how often. What was used in one
-- before it is kept too, for servers whose clocks are behind. All null or zero where a quota is in all.
alter table exchange.permission_slots
  drop constraint permission_slots_check,
  add column period date,
  add column in_period bigint not null default 0,
  add column former_period date,
  add column in_former bigint not null default 0,
  add constraint permission_slots_share
    check (case when period is null then used else in_period end <= share);
