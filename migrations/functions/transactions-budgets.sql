-- The one door of budgets. A budget is locked, taken, given back and read only here, so that a row
-- can later be split into slots without a change anywhere else.

-- Makes and locks the budgets that a batch touches, in one order for everybody: two batches never
-- wait for each other in a circle. A budget whose instruction was raised or lowered follows it when it is
-- taken of, but never falls below what is taken.
create or replace function transactions.lock_budgets(wanted jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into transactions.budgets (relief_id, grantor_id, period, period_start, total_cents)
  select relief_id, grantor_id, period, period_start, max(total_cents)
  from jsonb_to_recordset(wanted) as budget (
    relief_id uuid, grantor_id uuid, period text, period_start date, total_cents bigint
  )
  group by 1, 2, 3, 4
  order by 1, 2, 3, 4
  on conflict do nothing;

  perform 1
  from transactions.budgets budget
  join (
    select distinct relief_id, grantor_id, period, period_start
    from jsonb_to_recordset(wanted) as budget (
      relief_id uuid, grantor_id uuid, period text, period_start date
    )
  ) as asked using (relief_id, grantor_id, period, period_start)
  order by budget.relief_id, budget.grantor_id, budget.period, budget.period_start
  for update of budget;

  update transactions.budgets budget
  set total_cents = greatest(asked.total_cents, budget.used_cents)
  from (
    select relief_id, grantor_id, period, period_start, max(total_cents) as total_cents
    from jsonb_to_recordset(wanted) as budget (
      relief_id uuid, grantor_id uuid, period text, period_start date, total_cents bigint,
      cents bigint
    )
    where cents > 0
    group by 1, 2, 3, 4
  ) as asked
  where budget.relief_id = asked.relief_id
    and budget.grantor_id = asked.grantor_id
    and budget.period = asked.period
    and budget.period_start = asked.period_start
    and budget.total_cents <> greatest(asked.total_cents, budget.used_cents);
end
$$;

-- True when there was enough. The last cent can be taken.
create or replace function transactions.take_budget(
  taken_relief_id uuid, taken_grantor_id uuid, taken_period text, taken_period_start date,
  taken_cents bigint
) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update transactions.budgets
  set used_cents = used_cents + taken_cents
  where relief_id = taken_relief_id
    and grantor_id = taken_grantor_id
    and period = taken_period
    and period_start = taken_period_start
    and used_cents + taken_cents <= total_cents;
  return found;
end
$$;

create or replace function transactions.give_back_budget(
  given_relief_id uuid, given_grantor_id uuid, given_period text, given_period_start date,
  given_cents bigint
) returns void
language sql security definer set search_path = pg_catalog as $$
  update transactions.budgets
  set used_cents = used_cents - given_cents
  where relief_id = given_relief_id
    and grantor_id = given_grantor_id
    and period = given_period
    and period_start = given_period_start
$$;

-- Cents left of the budgets of the month and the year in which the day lies; no row when nobody has
-- taken of it yet. Plain SQL, so that it becomes a part of the query that asks.
drop function if exists transactions.budget_left(uuid, uuid, text, date);
create or replace function transactions.budget_left(
  asked_relief_id uuid, asked_grantor_id uuid, asked_day date
) returns table (period text, left_cents bigint)
language sql stable as $$
  select budget.period, budget.total_cents - budget.used_cents
  from (values ('month'), ('year')) as kind (period)
  join transactions.budgets budget
    on budget.relief_id = asked_relief_id
    and budget.grantor_id = asked_grantor_id
    and budget.period = kind.period
    and budget.period_start = date_trunc(kind.period, asked_day::timestamp)::date
$$;

revoke execute on function
  transactions.lock_budgets(jsonb),
  transactions.take_budget(uuid, uuid, text, date, bigint),
  transactions.give_back_budget(uuid, uuid, text, date, bigint)
from public;
grant execute on function transactions.budget_left(uuid, uuid, date) to koplieta_app;
