-- Quotas of every measure and period, and budgets that many servers take from at once.

-- A counter of a rolling quota stands for one day of use ('rolling-30'), one that carries over is read
-- until the end of the next period ('month-carried'). relief_id is the relief, or an id that follows from the
-- grantor and the code of a quota that several reliefs share.
alter table transactions.usage_counters drop constraint usage_counters_measure_check;
alter table transactions.usage_counters drop constraint usage_counters_period_check;
alter table transactions.usage_counters add constraint usage_counters_measure_check check (
  measure in ('uses', 'units', 'cents', 'points', 'companion-uses', 'companion-units', 'companion-cents')
);

create temporary table budgets_before on commit drop as select * from transactions.budgets;
drop table transactions.budgets;

-- A budget of one period. What is neither in rest_cents nor in a slot is used. scope_id is the relief, or
-- an id that follows from the code that several reliefs of the grantor share; territory is '' or the
-- municipality that the budget is for. Only the functions of transactions-budgets.sql write here.
create table transactions.budgets (
  id uuid primary key default gen_random_uuid(),
  scope_id uuid not null,
  grantor_id uuid not null,
  territory text not null,
  period text not null check (period in ('month', 'quarter', 'year', 'school-year', 'life')),
  period_start date not null,
  period_end date not null,
  shared_code text,
  total_cents bigint not null check (total_cents >= 0),
  rest_cents bigint not null check (rest_cents >= 0),
  warn_at smallint[] not null,
  unique (scope_id, grantor_id, territory, period, period_start),
  check (period_start < period_end)
);
create index budgets_end on transactions.budgets (period_end, id);

-- Parts of a budget that are put aside, so that takers at the same time do not wait for one row. Updated
-- all the time: pages are left half empty, so that a new version of a row stays on its page.
create table transactions.budget_slots (
  budget_id uuid not null references transactions.budgets,
  slot smallint not null,
  left_cents bigint not null check (left_cents >= 0),
  primary key (budget_id, slot)
) with (fillfactor = 50);

insert into transactions.budgets
  (scope_id, grantor_id, territory, period, period_start, period_end, total_cents, rest_cents, warn_at)
select relief_id, grantor_id, '', period, period_start,
  (period_start + ('1 ' || period)::interval)::date, total_cents, total_cents - used_cents, '{}'
from budgets_before;

-- What was announced of a budget, once for each level: a percentage of what is used; 100 is the end.
create table transactions.budget_notices (
  budget_id uuid not null references transactions.budgets,
  level smallint not null check (level between 1 and 100),
  at timestamptz not null,
  used_cents bigint not null,
  total_cents bigint not null,
  -- When it will be used up, if it goes on as in the last days; null when nothing tells.
  forecast_day date,
  primary key (budget_id, level)
);

-- How much was used by the end of each day, to tell when the rest will be.
create table transactions.budget_days (
  budget_id uuid not null references transactions.budgets,
  day date not null,
  used_cents bigint not null,
  primary key (budget_id, day)
);

grant select on transactions.budgets, transactions.budget_slots, transactions.budget_notices,
  transactions.budget_days to koplieta_app;
