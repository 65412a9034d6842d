-- Usage counters, as a batch of transactions or acts takes them and gives them back. `rows` is the
-- batch: an array of objects, each with `id` and `counters`. A counter states:
--   amount   what is added, negative when it is given back
--   ceiling  what `used` may not exceed after it (absent: no limit)
--   floor    what `used` must have been before it: points that are spent
-- Only the functions beside call these; the application cannot.

-- Makes and locks the counters of the batch, in one order for everybody.
create or replace function transactions.lock_counters(rows jsonb) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  insert into transactions.usage_counters
    (subject_id, period_end, relief_id, measure, period, period_start, used)
  select distinct subject_id, period_end, relief_id, measure, period, period_start, 0
  from jsonb_to_recordset(rows) as given (counters jsonb),
    jsonb_to_recordset(given.counters) as counter (
      subject_id uuid, period_end date, relief_id uuid, measure text, period text, period_start date
    )
  order by 1, 2, 3, 4, 5
  on conflict do nothing;

  perform 1
  from transactions.usage_counters counter
  join (
    select distinct subject_id, period_end, relief_id, measure, period
    from jsonb_to_recordset(rows) as given (counters jsonb),
      jsonb_to_recordset(given.counters) as counter (
        subject_id uuid, period_end date, relief_id uuid, measure text, period text
      )
  ) as asked using (subject_id, period_end, relief_id, measure, period)
  order by counter.subject_id, counter.period_end, counter.relief_id, counter.measure, counter.period
  for update of counter;
end
$$;

-- Ids of the batch whose counters do not allow what they take, or stand also in an earlier row of
-- it (one household): these are read and calculated again.
create or replace function transactions.refused_by_counters(rows jsonb) returns uuid[]
language plpgsql stable set search_path = pg_catalog as $$
begin
  return (
    select coalesce(array_agg(distinct id), '{}')
    from (
      select taken.id,
        counter.used + taken.amount <= coalesce(taken.ceiling, 9223372036854775807)
          and counter.used >= coalesce(taken.floor, 0) as allowed,
        first_value(taken.id) over (
          partition by counter.subject_id, counter.period_end, counter.relief_id, counter.measure,
            counter.period
          order by taken.position
        ) as first_id
      from (
        select given.id, given.position, c.*
        from rows from (
            jsonb_to_recordset(rows) as (id uuid, counters jsonb)
          ) with ordinality as given (id, counters, position),
          jsonb_to_recordset(given.counters) as c (
            subject_id uuid, period_end date, relief_id uuid, measure text, period text,
            amount bigint, ceiling bigint, floor bigint
          )
        where c.amount > 0 or c.floor > 0
      ) as taken
      join transactions.usage_counters counter
        using (subject_id, period_end, relief_id, measure, period)
    ) as checked
    where not allowed or id <> first_id
  );
end
$$;

-- Adds what the accepted rows take. Earned points that were spent in the meantime cannot be taken
-- back: the balance stops at nothing.
create or replace function transactions.apply_counters(rows jsonb, accepted uuid[]) returns void
language plpgsql set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  update transactions.usage_counters counter
  set used = case when counter.measure = 'points'
    then greatest(counter.used + change.amount, 0)
    else counter.used + change.amount end
  from (
    select subject_id, period_end, relief_id, measure, period, sum(amount)::bigint as amount
    from jsonb_to_recordset(rows) as given (id uuid, counters jsonb),
      jsonb_to_recordset(given.counters) as c (
        subject_id uuid, period_end date, relief_id uuid, measure text, period text, amount bigint
      )
    where given.id = any (accepted)
    group by 1, 2, 3, 4, 5
  ) as change
  where counter.subject_id = change.subject_id
    and counter.period_end = change.period_end
    and counter.relief_id = change.relief_id
    and counter.measure = change.measure
    and counter.period = change.period
    and change.amount <> 0;
end
$$;

-- Takes the budgets of the accepted rows, each row all or nothing, in the order of the batch.
-- Gives the ids for which there was not enough. What is negative is given back.
create or replace function transactions.take_budgets(rows jsonb, accepted uuid[]) returns uuid[]
language plpgsql set search_path = pg_catalog as $$
declare
  row_id uuid;
  row_budgets jsonb;
  budget record;
  failed_at bigint;
  refused uuid[] := '{}';
begin
  for row_id, row_budgets in
    select given.id, given.budgets
    from rows from (jsonb_to_recordset(rows) as (id uuid, budgets jsonb))
      with ordinality as given (id, budgets, position)
    where given.id = any (accepted) and jsonb_array_length(given.budgets) > 0
    order by given.position
  loop
    failed_at := null;
    for budget in
      select b.*
      from rows from (
        jsonb_to_recordset(row_budgets) as (
          relief_id uuid, grantor_id uuid, period text, period_start date, cents bigint
        )
      ) with ordinality as b (relief_id, grantor_id, period, period_start, cents, position)
    loop
      if budget.cents < 0 then
        perform transactions.give_back_budget(
          budget.relief_id, budget.grantor_id, budget.period, budget.period_start, -budget.cents);
      elsif not transactions.take_budget(
        budget.relief_id, budget.grantor_id, budget.period, budget.period_start, budget.cents)
      then
        failed_at := budget.position;
        exit;
      end if;
    end loop;
    if failed_at is not null then
      refused := refused || row_id;
      perform transactions.give_back_budget(
        b.relief_id, b.grantor_id, b.period, b.period_start, b.cents)
      from rows from (
        jsonb_to_recordset(row_budgets) as (
          relief_id uuid, grantor_id uuid, period text, period_start date, cents bigint
        )
      ) with ordinality as b (relief_id, grantor_id, period, period_start, cents, position)
      where b.position < failed_at;
    end if;
  end loop;
  return refused;
end
$$;

revoke execute on function
  transactions.lock_counters(jsonb),
  transactions.refused_by_counters(jsonb),
  transactions.apply_counters(jsonb, uuid[]),
  transactions.take_budgets(jsonb, uuid[])
from public;
