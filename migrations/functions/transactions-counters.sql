-- Usage counters, as a batch of transactions or acts takes them and gives them back. `rows` is the
-- batch: an array of objects, each with `id` and `counters`. A counter states:
--   amount   what is added, negative when it is given back; none where it is only locked, or limited once more
--   ceiling  what `used` may not exceed after it (absent: no limit)
--   floor    what `used` must have been before it: points that are spent
--   rolling  the ceiling is for all days of the window together: whatever is still read on the day
--   carry_at_most, previous_end, next_end  what the counter before left unused may be used too, at most so
--            much; the counters before and after have the same key but these ends (previous_end absent: the
--            person did not have the relief then)
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

-- Ids of the batch whose counters do not allow what they take, or whose counters stand also in an earlier
-- row of it (one household): these are read and calculated again.
create or replace function transactions.refused_by_counters(rows jsonb) returns uuid[]
language plpgsql stable set search_path = pg_catalog as $$
begin
  return (
    select coalesce(array_agg(distinct id), '{}')
    from (
      select taken.id,
        case
          when taken.ceiling is null then true
          when taken.rolling then taken.total + transactions.used_in_window(
            taken.subject_id, taken.relief_id, taken.measure, taken.period, taken.period_start
          ) <= taken.ceiling
          when taken.carry_at_most is not null then transactions.allows_carried(
            counter, counter.used + taken.total, taken.ceiling, taken.carry_at_most, taken.previous_end,
            taken.next_end
          )
          else counter.used + taken.total <= taken.ceiling
        end and counter.used >= coalesce(taken.floor, 0) as allowed,
        first_value(taken.id) over (
          partition by counter.subject_id, counter.relief_id, counter.measure, counter.period
          order by taken.position
        ) as first_id
      from (
        select given.id, given.position, c.*,
          sum(c.amount) over (
            partition by given.id, c.subject_id, c.period_end, c.relief_id, c.measure, c.period
          )::bigint as total
        from rows from (
            jsonb_to_recordset(rows) as (id uuid, counters jsonb)
          ) with ordinality as given (id, counters, position),
          jsonb_to_recordset(given.counters) as c (
            subject_id uuid, period_end date, relief_id uuid, measure text, period text,
            period_start date, amount bigint, ceiling bigint, floor bigint, rolling boolean,
            carry_at_most bigint, previous_end date, next_end date
          )
      ) as taken
      join transactions.usage_counters counter
        using (subject_id, period_end, relief_id, measure, period)
      where taken.total > 0 or taken.floor > 0
    ) as checked
    where not allowed or id <> first_id
  );
end
$$;

-- What is used in the window of a rolling quota that a day ends. Later days count too, should the clock of
-- a terminal be behind: no window that holds the day is passed.
create or replace function transactions.used_in_window(
  of_subject_id uuid, of_relief_id uuid, of_measure text, of_period text, of_day date
) returns bigint
language plpgsql stable set search_path = pg_catalog as $$
begin
  return (
    select coalesce(sum(used), 0)
    from transactions.usage_counters
    where subject_id = of_subject_id and period_end > of_day
      and relief_id = of_relief_id and measure = of_measure and period = of_period
  );
end
$$;

-- Whether a counter that carries over may stand where it would, and leaves the next one its right.
create or replace function transactions.allows_carried(
  counter transactions.usage_counters, then_used bigint, ceiling bigint, at_most bigint,
  previous_end date, next_end date
) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
declare
  previous_used bigint;
  next_used bigint;
begin
  select coalesce(max(used) filter (where period_end = previous_end), 0),
    coalesce(max(used) filter (where period_end = next_end), 0)
  into previous_used, next_used
  from transactions.usage_counters
  where subject_id = counter.subject_id and period_end in (previous_end, next_end)
    and relief_id = counter.relief_id and measure = counter.measure and period = counter.period;
  return then_used <= ceiling + case when previous_end is null then 0
      else least(at_most, greatest(0, ceiling - previous_used)) end
    and next_used <= ceiling + least(at_most, greatest(0, ceiling - then_used));
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

revoke execute on function
  transactions.lock_counters(jsonb),
  transactions.refused_by_counters(jsonb),
  transactions.used_in_window(uuid, uuid, text, text, date),
  transactions.allows_carried(transactions.usage_counters, bigint, bigint, bigint, date, date),
  transactions.apply_counters(jsonb, uuid[])
from public;
