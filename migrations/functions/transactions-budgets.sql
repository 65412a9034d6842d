-- The one door of budgets. A budget is taken of, given back and read only here.
--
-- What is not used yet lies in the budget's rest and in its slots. A batch takes what all its transactions
-- need from one slot that nobody holds, so that takers at the same time do not wait for each other. Only
-- when no free slot has enough does it lock the budget itself: to fill a slot from the rest, or, when the
-- rest is too small, to gather what lies in the free slots. What others hold at that moment is not to be
-- had: the batch is refused, read and calculated again, so that the last cent can be taken.
--
-- Nobody ever waits for a slot, only for a budget, and for budgets in the order of their keys, after
-- everything else that is locked: so two batches never wait for each other in a circle. (A slot that is
-- found too small when it has been locked stays locked: who waited for slots could wait in a circle.)
drop function if exists transactions.lock_budgets(jsonb);
drop function if exists transactions.take_budget(uuid, uuid, text, date, bigint);
drop function if exists transactions.give_back_budget(uuid, uuid, text, date, bigint);
drop function if exists transactions.budget_left(uuid, uuid, date);
drop function if exists transactions.budget_left(uuid, uuid, text, date);
drop function if exists transactions.secure_budget(record);
drop function if exists transactions.fill_slot(uuid, bigint);

-- Takes the budgets of the accepted rows, each row all or nothing, in the order of the batch. Gives the ids
-- for which there was not enough. What is negative is given back.
create or replace function transactions.take_budgets(rows jsonb, accepted uuid[]) returns uuid[]
language plpgsql set search_path = pg_catalog as $$
declare
  wanted record;
  got record;
  keys text[] := '{}';
  budget_ids uuid[] := '{}';
  slots smallint[] := '{}';
  taken bigint[] := '{}';
  is_short boolean := false;
begin
  for wanted in
    select b.scope_id, b.grantor_id, b.territory, b.period, b.period_start,
      min(b.period_end) as period_end, min(b.shared_code) as shared_code,
      min(b.total_cents) as total_cents, min(b.warn_at::text)::smallint[] as warn_at,
      sum(greatest(b.cents, 0))::bigint as need, -sum(least(b.cents, 0))::bigint as given
    from jsonb_to_recordset(rows) as batch (id uuid, budgets jsonb),
      jsonb_to_recordset(batch.budgets) as b (
        scope_id uuid, grantor_id uuid, territory text, period text, period_start date, period_end date,
        shared_code text, total_cents bigint, warn_at smallint[], cents bigint
      )
    where batch.id = any (accepted)
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
  loop
    -- One statement, as long as some free slot has enough. Materialized: were the slot looked for again for
    -- each row that is joined, the second look would skip the slot that the first has locked, and take another.
    with found as materialized (
      select budget.id, free.slot
      from transactions.budgets budget
      cross join lateral (
        select one.slot
        from transactions.budget_slots one
        where one.budget_id = budget.id and one.left_cents >= wanted.need
        order by one.slot
        limit 1
        for update skip locked
      ) as free
      where budget.scope_id = wanted.scope_id and budget.grantor_id = wanted.grantor_id
        and budget.territory = wanted.territory and budget.period = wanted.period
        and budget.period_start = wanted.period_start
        and (budget.total_cents = wanted.total_cents or wanted.need = 0)
    )
    update transactions.budget_slots held
    set left_cents = held.left_cents - wanted.need + wanted.given
    -- Not a join: planned while there were no slots, it read all of them.
    where (held.budget_id, held.slot) = (select found.id, found.slot from found)
    returning held.budget_id, held.slot, wanted.need as cents into got;
    if not found then
      select budget_id, slot, cents into got
      from transactions.take_of_rest(
        wanted.scope_id, wanted.grantor_id, wanted.territory, wanted.period, wanted.period_start,
        wanted.period_end, wanted.shared_code, wanted.total_cents, wanted.warn_at, wanted.need,
        wanted.given);
    end if;
    keys := keys || transactions.budget_key(
      wanted.scope_id, wanted.grantor_id, wanted.territory, wanted.period, wanted.period_start);
    budget_ids := budget_ids || got.budget_id;
    slots := slots || got.slot;
    taken := taken || got.cents;
    is_short := is_short or got.cents < wanted.need;
  end loop;
  if not is_short then
    return '{}';
  end if;
  return transactions.share_out(rows, accepted, keys, budget_ids, slots, taken);
end
$$;

-- Where a batch wants more of a budget than there is: the rows have it in their order, each all or nothing.
-- What was taken and no row has is given back to where it was taken from, and so is what refused rows gave.
create or replace function transactions.share_out(
  rows jsonb, accepted uuid[], keys text[], budget_ids uuid[], slots smallint[], taken bigint[]
) returns uuid[]
language plpgsql set search_path = pg_catalog as $$
declare
  spare bigint[] := taken;
  row_id uuid;
  row_budgets jsonb;
  wish record;
  is_enough boolean;
  refused uuid[] := '{}';
begin
  for row_id, row_budgets in
    select batch.id, batch.budgets
    from rows from (jsonb_to_recordset(rows) as (id uuid, budgets jsonb))
      with ordinality as batch (id, budgets, position)
    where batch.id = any (accepted) and jsonb_array_length(batch.budgets) > 0
    order by batch.position
  loop
    select coalesce(bool_and(cents <= spare[place]), true) into is_enough
    from transactions.budgets_of_row(row_budgets, keys)
    where cents > 0;
    if not is_enough then
      refused := refused || row_id;
    end if;
    for wish in select place, cents from transactions.budgets_of_row(row_budgets, keys) loop
      if is_enough and wish.cents > 0 then
        spare[wish.place] := spare[wish.place] - wish.cents;
      elsif not is_enough and wish.cents < 0 then
        spare[wish.place] := spare[wish.place] + wish.cents;
      end if;
    end loop;
  end loop;

  for place in 1 .. cardinality(keys) loop
    if slots[place] is null then
      update transactions.budgets set rest_cents = rest_cents + spare[place]
      where id = budget_ids[place];
    else
      update transactions.budget_slots set left_cents = left_cents + spare[place]
      where budget_id = budget_ids[place] and slot = slots[place];
    end if;
  end loop;
  return refused;
end
$$;

create or replace function transactions.budget_key(
  scope_id uuid, grantor_id uuid, territory text, period text, period_start date
) returns text
language sql immutable as $$
  select scope_id::text || '/' || grantor_id::text || '/' || territory || '/' || period || '/'
    || (period_start - '1900-01-01'::date)::text
$$;

-- What a row wants of each budget, by the budget's place in the batch.
create or replace function transactions.budgets_of_row(row_budgets jsonb, keys text[])
returns table (place integer, cents bigint)
language sql stable as $$
  select array_position(keys, transactions.budget_key(scope_id, grantor_id, territory, period, period_start)),
    sum(cents)::bigint
  from jsonb_to_recordset(row_budgets) as budget (
    scope_id uuid, grantor_id uuid, territory text, period text, period_start date, cents bigint
  )
  group by 1
$$;

-- Makes the budget if it is new, lets it follow its instruction, and takes what is wanted of a slot that it
-- fills: or all there is. Where no slot is free the budget's own rest is taken of (slot: null).
--
-- A slot gets a step more than is wanted, so that the next takers find something. A step is a part of the
-- rest: it grows smaller as the rest does.
create or replace function transactions.take_of_rest(
  of_scope_id uuid, of_grantor_id uuid, of_territory text, of_period text, of_period_start date,
  of_period_end date, of_shared_code text, asked_total bigint, asked_warn_at smallint[], need bigint,
  given bigint, out budget_id uuid, out slot smallint, out cents bigint
)
language plpgsql set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  slots_max constant smallint := 64;
  step_part constant bigint := 128;
  rest bigint;
  total bigint;
  moved bigint;
begin
  for attempt in 1 .. 2 loop
    select budget.id, budget.total_cents, budget.rest_cents into take_of_rest.budget_id, total, rest
    from transactions.budgets budget
    where budget.scope_id = of_scope_id and budget.grantor_id = of_grantor_id
      and budget.territory = of_territory and budget.period = of_period
      and budget.period_start = of_period_start
    -- Not `for update`: the foreign key of a slot that is changed twice would wait for it.
    for no key update;
    exit when found;
    insert into transactions.budgets (
      scope_id, grantor_id, territory, period, period_start, period_end, shared_code, total_cents,
      rest_cents, warn_at
    )
    values (
      of_scope_id, of_grantor_id, of_territory, of_period, of_period_start, of_period_end,
      of_shared_code, asked_total, asked_total, coalesce(asked_warn_at, '{}')
    )
    on conflict (scope_id, grantor_id, territory, period, period_start) do nothing;
  end loop;
  if need > 0 and total <> asked_total then
    rest := transactions.change_budget(take_of_rest.budget_id, asked_total, asked_warn_at);
  end if;
  if rest < need then
    rest := rest + transactions.empty_slots(take_of_rest.budget_id);
  end if;
  take_of_rest.cents := least(need, rest);

  select free.slot into take_of_rest.slot
  from transactions.budget_slots free
  where free.budget_id = take_of_rest.budget_id
  order by free.left_cents, free.slot
  limit 1
  for update skip locked;
  if not found then
    insert into transactions.budget_slots (budget_id, slot, left_cents)
    select take_of_rest.budget_id, count(*) + 1, 0
    from transactions.budget_slots made where made.budget_id = take_of_rest.budget_id
    having count(*) < slots_max
    returning budget_slots.slot into take_of_rest.slot;
  end if;

  moved := case when take_of_rest.slot is null then take_of_rest.cents - given
    else greatest(take_of_rest.cents, rest / step_part) end;
  update transactions.budgets set rest_cents = rest - moved where id = take_of_rest.budget_id;
  update transactions.budget_slots held
  set left_cents = held.left_cents + moved - take_of_rest.cents + given
  where held.budget_id = take_of_rest.budget_id and held.slot = take_of_rest.slot;
end
$$;

-- Takes everything out of the slots of a budget that is locked, but for those that others hold.
create or replace function transactions.empty_slots(emptied_budget_id uuid) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  gathered bigint;
begin
  with free as (
    select slot, left_cents
    from transactions.budget_slots
    where budget_id = emptied_budget_id and left_cents > 0
    for update skip locked
  ), emptied as (
    update transactions.budget_slots held
    set left_cents = 0
    from free
    where held.budget_id = emptied_budget_id and held.slot = free.slot
    returning free.left_cents
  )
  select coalesce(sum(left_cents), 0) into gathered from emptied;
  return gathered;
end
$$;

-- A budget whose instruction was raised or lowered follows it when it is taken of, but never falls below
-- what is used. Gives its rest then.
drop function if exists transactions.change_budget(uuid, bigint, smallint[]);
create or replace function transactions.change_budget(
  changed_budget_id uuid, asked_total bigint, asked_warn_at smallint[]
) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  change bigint;
  rest bigint;
begin
  select asked_total - total_cents, rest_cents into change, rest
  from transactions.budgets where id = changed_budget_id for no key update;
  if rest + change < 0 then
    rest := rest + transactions.empty_slots(changed_budget_id);
  end if;
  change := greatest(change, -rest);
  update transactions.budgets
  set total_cents = total_cents + change, rest_cents = rest + change,
    warn_at = coalesce(asked_warn_at, '{}')
  where id = changed_budget_id;
  return rest + change;
end
$$;

-- Cents used of the budgets of a scope on a day, each with its period and territory; no row when nobody has
-- taken of it yet. What is left follows from the instruction, which may have raised the budget since. Plain SQL,
-- so that it becomes a part of the query that asks.
create or replace function transactions.budget_used(
  asked_scope_id uuid, asked_grantor_id uuid, asked_territory text, asked_day date
) returns table (budget text, used_cents bigint)
language sql stable as $$
  select budget.period || '/' || budget.territory,
    budget.total_cents - budget.rest_cents - coalesce((
      select sum(slot.left_cents)
      from transactions.budget_slots slot
      where slot.budget_id = budget.id
    ), 0)::bigint
  from transactions.budgets budget
  where budget.scope_id = asked_scope_id
    and budget.grantor_id = asked_grantor_id
    and budget.territory in ('', asked_territory)
    and budget.period_start <= asked_day
    -- Not as `period_end > asked_day`, of which there is an index too: it finds all that have not ended.
    and budget.period_end - asked_day > 0
$$;

revoke execute on function
  transactions.take_budgets(jsonb, uuid[]),
  transactions.budget_key(uuid, uuid, text, text, date),
  transactions.budgets_of_row(jsonb, text[]),
  transactions.share_out(jsonb, uuid[], text[], uuid[], smallint[], bigint[]),
  transactions.take_of_rest(
    uuid, uuid, text, text, date, date, text, bigint, smallint[], bigint, bigint
  ),
  transactions.empty_slots(uuid),
  transactions.change_budget(uuid, bigint, smallint[])
from public;
grant execute on function transactions.budget_used(uuid, uuid, text, date) to koplieta_app;

-- What is used of a budget, for whoever may see the budget.
create or replace view transactions.budget_states with (security_invoker = true) as
select budget.id, budget.scope_id, budget.grantor_id, budget.territory, budget.period, budget.period_start,
  budget.period_end, budget.shared_code, budget.total_cents, budget.warn_at,
  (budget.total_cents - budget.rest_cents - coalesce((
    select sum(slot.left_cents) from transactions.budget_slots slot where slot.budget_id = budget.id
  ), 0))::bigint as used_cents
from transactions.budgets budget;
grant select on transactions.budget_states to koplieta_app;

-- The day on which a budget will be used up, if it goes on as in the last four weeks, or since it began.
-- Null when it will last, when it is used up already, and when nothing tells.
create or replace function transactions.budget_forecast(state transactions.budget_states, today date)
returns date
language plpgsql stable set search_path = pg_catalog as $$
declare
  since date;
  used_before bigint;
  forecast date;
begin
  select day.day, day.used_cents into since, used_before
  from transactions.budget_days day
  where day.budget_id = state.id and day.day < today and day.day >= today - 28
  order by day.day
  limit 1;
  if since is null then
    if state.period = 'life' then
      return null;
    end if;
    since := state.period_start - 1;
    used_before := 0;
  end if;
  if state.used_cents <= used_before or state.used_cents >= state.total_cents then
    return null;
  end if;
  forecast := today + ceil(
    (state.total_cents - state.used_cents) * (today - since)::numeric / (state.used_cents - used_before)
  )::integer;
  return case when forecast < state.period_end then forecast end;
end
$$;

-- Looks at a bounded number of the budgets of today, in the order of their end and id, keeps how much is used
-- of each, and announces once for each level that it was reached: those of the instruction, and 100; once more
-- after the budget was raised. Gives where to go on, and nothing when there are no more.
create or replace function transactions.announce_budgets(
  today date, at timestamptz, after_end date, after_id uuid, at_most integer
) returns table (period_end date, id uuid, announced integer)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  looked uuid[];
  written integer;
begin
  select array_agg(page.id) into looked
  from (
    select budget.id
    from transactions.budgets budget
    where budget.period_end > today and (budget.period_end, budget.id) > (after_end, after_id)
    order by budget.period_end, budget.id
    limit at_most
  ) as page;

  insert into transactions.budget_days (budget_id, day, used_cents)
  select state.id, today, state.used_cents
  from transactions.budget_states state
  where state.id = any (looked)
  order by state.id
  on conflict (budget_id, day) do update set used_cents = excluded.used_cents
  where budget_days.used_cents <> excluded.used_cents;

  with reached as (
    insert into transactions.budget_notices (budget_id, level, at, used_cents, total_cents, forecast_day)
    select state.id, level.percent, announce_budgets.at, state.used_cents, state.total_cents,
      transactions.budget_forecast(state, today)
    from transactions.budget_states state
    cross join lateral unnest(state.warn_at || 100::smallint) as level (percent)
    where state.id = any (looked) and state.total_cents > 0
      and state.used_cents * 100 >= level.percent * state.total_cents
    order by state.id, level.percent
    on conflict (budget_id, level) do update
    set at = excluded.at, used_cents = excluded.used_cents, total_cents = excluded.total_cents,
      forecast_day = excluded.forecast_day
    where budget_notices.total_cents < excluded.total_cents
    returning 1
  )
  select count(*) into written from reached;

  return query
  select budget.period_end, budget.id, written
  from transactions.budgets budget
  where budget.id = looked[cardinality(looked)];
end
$$;

revoke execute on function
  transactions.budget_forecast(transactions.budget_states, date),
  transactions.announce_budgets(date, timestamptz, date, uuid, integer)
from public;
grant execute on function
  transactions.budget_forecast(transactions.budget_states, date),
  transactions.announce_budgets(date, timestamptz, date, uuid, integer)
to koplieta_app;
