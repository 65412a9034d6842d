-- The one door of budgets. A budget is taken of, given back and read only here.
--
-- What is not used yet lies in the budget's rest and in its slots. A batch takes what all its transactions
-- need from one slot that nobody holds, so that takers at the same time do not wait for each other. Only
-- when no free slot has enough does it lock the budget itself: to fill a slot from the rest, or, when the
-- rest is too small, to gather what lies in the slots, so that the last cent can be taken.
--
-- Two batches never wait for each other in a circle: budgets come last of everything that is locked, each in
-- the order of its key, the budget before its slots, and who has a slot without having waited for it never
-- waits for that budget.
drop function if exists transactions.lock_budgets(jsonb);
drop function if exists transactions.take_budget(uuid, uuid, text, date, bigint);
drop function if exists transactions.give_back_budget(uuid, uuid, text, date, bigint);
drop function if exists transactions.budget_left(uuid, uuid, date);

-- Takes the budgets of the accepted rows, each row all or nothing, in the order of the batch. Gives the ids
-- for which there was not enough. What is negative is given back.
create or replace function transactions.take_budgets(rows jsonb, accepted uuid[]) returns uuid[]
language plpgsql set search_path = pg_catalog as $$
declare
  wanted record;
  keys text[] := '{}';
  budget_ids uuid[] := '{}';
  slots smallint[] := '{}';
  available bigint[] := '{}';
  used bigint[] := '{}';
  given bigint[] := '{}';
  is_short boolean := false;
  row_id uuid;
  row_budgets jsonb;
  is_enough boolean;
  refused uuid[] := '{}';
  held record;
begin
  for wanted in
    select transactions.budget_key(b.scope_id, b.grantor_id, b.territory, b.period, b.period_start) as key,
      b.scope_id, b.grantor_id, b.territory, b.period, b.period_start, min(b.period_end) as period_end,
      min(b.shared_code) as shared_code, min(b.total_cents) as total_cents,
      min(b.warn_at::text)::smallint[] as warn_at,
      coalesce(sum(b.cents) filter (where b.cents > 0), 0)::bigint as need,
      coalesce(-sum(b.cents) filter (where b.cents < 0), 0)::bigint as given
    from jsonb_to_recordset(rows) as taken (id uuid, budgets jsonb),
      jsonb_to_recordset(taken.budgets) as b (
        scope_id uuid, grantor_id uuid, territory text, period text, period_start date, period_end date,
        shared_code text, total_cents bigint, warn_at smallint[], cents bigint
      )
    where taken.id = any (accepted)
    group by b.scope_id, b.grantor_id, b.territory, b.period, b.period_start
    order by 1
  loop
    held := transactions.secure_budget(wanted);
    keys := keys || wanted.key;
    budget_ids := budget_ids || held.budget_id;
    slots := slots || held.slot;
    available := available || held.available;
    used := used || wanted.need;
    given := given || wanted.given;
    is_short := is_short or held.available < wanted.need;
  end loop;

  if is_short then
    used := array_fill(0::bigint, array[cardinality(keys)]);
    for row_id, row_budgets in
      select taken.id, taken.budgets
      from rows from (jsonb_to_recordset(rows) as (id uuid, budgets jsonb))
        with ordinality as taken (id, budgets, position)
      where taken.id = any (accepted) and jsonb_array_length(taken.budgets) > 0
      order by taken.position
    loop
      select coalesce(bool_and(used[place] + cents <= available[place]), true) into is_enough
      from transactions.budgets_of_row(row_budgets, keys)
      where cents > 0;
      if not is_enough then
        refused := refused || row_id;
      end if;
      for held in select * from transactions.budgets_of_row(row_budgets, keys) loop
        if is_enough and held.cents > 0 then
          used[held.place] := used[held.place] + held.cents;
        elsif not is_enough and held.cents < 0 then
          given[held.place] := given[held.place] + held.cents;
        end if;
      end loop;
    end loop;
  end if;

  for place in 1 .. cardinality(keys) loop
    if slots[place] is null then
      update transactions.budgets
      set rest_cents = rest_cents - used[place] + given[place]
      where id = budget_ids[place];
    elsif used[place] <> given[place] then
      update transactions.budget_slots
      set left_cents = left_cents - used[place] + given[place]
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

-- Makes the budget if it is new, and holds as much of it as is wanted, or all there is: in a slot, or, where
-- none is free, in the budget's own rest (slot: null). Whoever calls this updates what it held.
create or replace function transactions.secure_budget(
  wanted record, out budget_id uuid, out slot smallint, out available bigint
)
language plpgsql set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  found_total bigint;
begin
  select budget.id, budget.total_cents into secure_budget.budget_id, found_total
  from transactions.budgets budget
  where budget.scope_id = wanted.scope_id and budget.grantor_id = wanted.grantor_id
    and budget.territory = wanted.territory and budget.period = wanted.period
    and budget.period_start = wanted.period_start;
  if not found then
    insert into transactions.budgets (
      scope_id, grantor_id, territory, period, period_start, period_end, shared_code, total_cents,
      rest_cents, warn_at
    )
    values (
      wanted.scope_id, wanted.grantor_id, wanted.territory, wanted.period, wanted.period_start,
      wanted.period_end, wanted.shared_code, wanted.total_cents, wanted.total_cents,
      coalesce(wanted.warn_at, '{}')
    )
    on conflict (scope_id, grantor_id, territory, period, period_start) do nothing;
    select budget.id, budget.total_cents into secure_budget.budget_id, found_total
    from transactions.budgets budget
    where budget.scope_id = wanted.scope_id and budget.grantor_id = wanted.grantor_id
      and budget.territory = wanted.territory and budget.period = wanted.period
      and budget.period_start = wanted.period_start;
  end if;
  if wanted.need > 0 and found_total <> wanted.total_cents then
    perform transactions.change_budget(secure_budget.budget_id, wanted.total_cents, wanted.warn_at);
  end if;

  select free.slot, wanted.need into secure_budget.slot, secure_budget.available
  from transactions.budget_slots free
  where free.budget_id = secure_budget.budget_id and free.left_cents >= wanted.need
  order by free.slot
  limit 1
  for update skip locked;
  if not found then
    select filled.slot, filled.available into secure_budget.slot, secure_budget.available
    from transactions.fill_slot(secure_budget.budget_id, wanted.need) filled;
  end if;
end
$$;

-- Locks the budget and fills a slot that nobody holds: with what is wanted, and a step more, so that the next
-- takers find something. A step is a part of the rest: it grows smaller as the rest does.
create or replace function transactions.fill_slot(
  filled_budget_id uuid, need bigint, out slot smallint, out available bigint
)
language plpgsql set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  slots_max constant smallint := 16;
  step_part constant bigint := 32;
  rest bigint;
  moved bigint;
begin
  select budget.rest_cents into rest
  from transactions.budgets budget where budget.id = filled_budget_id for update;
  if rest < need then
    rest := rest + transactions.empty_slots(filled_budget_id);
  end if;
  fill_slot.available := least(need, rest);

  select free.slot into fill_slot.slot
  from transactions.budget_slots free
  where free.budget_id = filled_budget_id
  order by free.slot
  limit 1
  for update skip locked;
  if not found then
    insert into transactions.budget_slots (budget_id, slot, left_cents)
    select filled_budget_id, count(*) + 1, 0
    from transactions.budget_slots taken where taken.budget_id = filled_budget_id
    having count(*) < slots_max
    returning budget_slots.slot into fill_slot.slot;
  end if;

  moved := case when fill_slot.slot is null then 0 else greatest(fill_slot.available, rest / step_part) end;
  update transactions.budgets set rest_cents = rest - moved where id = filled_budget_id;
  update transactions.budget_slots
  set left_cents = left_cents + moved
  where budget_id = filled_budget_id and slot = fill_slot.slot and moved > 0;
end
$$;

-- Takes everything out of the slots of a budget that is locked, waiting for those that others hold.
create or replace function transactions.empty_slots(emptied_budget_id uuid) returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  gathered bigint;
begin
  perform 1 from transactions.budget_slots
  where budget_id = emptied_budget_id
  order by slot
  for update;
  select coalesce(sum(left_cents), 0) into gathered
  from transactions.budget_slots where budget_id = emptied_budget_id;
  update transactions.budget_slots set left_cents = 0
  where budget_id = emptied_budget_id and left_cents > 0;
  return gathered;
end
$$;

-- A budget whose instruction was raised or lowered follows it when it is taken of, but never falls below
-- what is used.
create or replace function transactions.change_budget(
  changed_budget_id uuid, asked_total bigint, asked_warn_at smallint[]
) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  change bigint;
  rest bigint;
begin
  select asked_total - total_cents, rest_cents into change, rest
  from transactions.budgets where id = changed_budget_id for update;
  if rest + change < 0 then
    rest := rest + transactions.empty_slots(changed_budget_id);
  end if;
  change := greatest(change, -rest);
  update transactions.budgets
  set total_cents = total_cents + change, rest_cents = rest + change,
    warn_at = coalesce(asked_warn_at, '{}')
  where id = changed_budget_id;
end
$$;

-- Cents left of the budgets of a scope on a day, each with its period and territory; no row when nobody has
-- taken of it yet. Plain SQL, so that it becomes a part of the query that asks.
create or replace function transactions.budget_left(
  asked_scope_id uuid, asked_grantor_id uuid, asked_territory text, asked_day date
) returns table (budget text, left_cents bigint)
language sql stable as $$
  select budget.period || '/' || budget.territory,
    budget.rest_cents + coalesce((
      select sum(slot.left_cents)
      from transactions.budget_slots slot
      where slot.budget_id = budget.id
    ), 0)::bigint
  from transactions.budgets budget
  where budget.scope_id = asked_scope_id
    and budget.grantor_id = asked_grantor_id
    and budget.territory in ('', asked_territory)
    and budget.period_start <= asked_day
    and budget.period_end > asked_day
$$;

revoke execute on function
  transactions.take_budgets(jsonb, uuid[]),
  transactions.budget_key(uuid, uuid, text, text, date),
  transactions.budgets_of_row(jsonb, text[]),
  transactions.secure_budget(record),
  transactions.fill_slot(uuid, bigint),
  transactions.empty_slots(uuid),
  transactions.change_budget(uuid, bigint, smallint[])
from public;
grant execute on function transactions.budget_left(uuid, uuid, text, date) to koplieta_app;
