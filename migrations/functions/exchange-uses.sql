-- How often a slot was used of late: in a period of its quota, by its first day, or, when that is null, in
-- all. Two periods are kept. In one that is older still nothing is left, so that no quota is ever exceeded.
create or replace function exchange.used_in(slot exchange.permission_slots, period_now date)
returns bigint language sql immutable as $$
  select case
    when period_now is null then slot.used
    when slot.period is null or slot.period < period_now then 0
    when slot.period = period_now then slot.in_period
    when slot.former_period is null or slot.former_period < period_now then 0
    when slot.former_period = period_now then slot.in_former
    else slot.share
  end
$$;

-- One use of a permission: from the first slot that nobody holds, or, when all that have something left are
-- held, from the first that is let go. Never more than the shares; says why when there is none.
create or replace function exchange.take_use(permission uuid, minute_now bigint, period_now date)
returns text language plpgsql as $$
declare
  chosen smallint;
begin
  select slot into chosen from exchange.permission_slots held
  where permission_id = permission and (share is null or exchange.used_in(held, period_now) < share)
    and (rate_share is null
      or rate_share > 0 and (minute < minute_now or in_minute < rate_share))
  order by slot limit 1 for update skip locked;
  if chosen is null then
    -- What was seen is looked at again once its lock is gone, and the next one after it.
    select slot into chosen from exchange.permission_slots held
    where permission_id = permission and (share is null or exchange.used_in(held, period_now) < share)
      and (rate_share is null
        or rate_share > 0 and (minute < minute_now or in_minute < rate_share))
    order by slot limit 1 for update;
  end if;
  if chosen is null then
    perform from exchange.permission_slots held
    where permission_id = permission and (share is null or exchange.used_in(held, period_now) < share);
    return case when found then 'rate' else 'quota' end;
  end if;
  update exchange.permission_slots held
  set used = used + 1,
    in_minute = case when minute < minute_now then 1 else in_minute + 1 end,
    minute = greatest(minute, minute_now),
    period = greatest(period, period_now),
    in_period = case
      when period_now is null or period_now < period then in_period
      else exchange.used_in(held, period_now) + 1 end,
    -- A period that has begun leaves the one before it behind; a use of that one counts there.
    former_period = case
      when period_now > period then period
      when period_now < period then period_now
      else former_period end,
    in_former = case
      when period_now > period then in_period
      when period_now < period then exchange.used_in(held, period_now) + 1
      else in_former end
  where permission_id = permission and slot = chosen;
  return 'taken';
end $$;

-- Takes uses and writes those that could be taken into the use log and the audit, all in one transaction.
-- Says of each, in their order, what became of it; of one that is refused nothing is written. Permissions
-- are gone through in one order by everybody, so that nobody waits in a circle; nor in the slots of one:
-- who takes several of its uses waits for all of its slots first, in their order.
create or replace function exchange.note_uses(notes jsonb) returns text[]
language plpgsql as $$
declare
  outcomes text[] := array_fill('taken'::text, array[jsonb_array_length(notes)]);
  asked record;
begin
  for asked in
    select
      place, permission, (note ->> 'minute')::bigint as minute, (note ->> 'period')::date as period,
      place = min(place) over of_it and count(*) over of_it > 1 as is_first_of_many
    from jsonb_array_elements(notes) with ordinality as given (note, place)
    cross join lateral (select (note ->> 'permissionId')::uuid as permission) as named
    where permission is not null
    window of_it as (partition by permission)
    order by permission, place
  loop
    if asked.is_first_of_many then
      perform 1 from exchange.permission_slots
      where permission_id = asked.permission order by slot for update;
    end if;
    outcomes[asked.place] := exchange.take_use(asked.permission, asked.minute, asked.period);
  end loop;
  insert into exchange.uses (
    id, used_at, version_id, revision, permission_id, organisation_id, actor_kind, actor_id, how,
    records, price_cents, all_persons
  )
  select
    (note ->> 'id')::uuid, (note ->> 'usedAt')::timestamptz, (note ->> 'versionId')::integer,
    (note ->> 'revision')::integer, (note ->> 'permissionId')::uuid,
    (note ->> 'organisationId')::uuid, note ->> 'actorKind', note ->> 'actorId', note ->> 'how',
    (note ->> 'records')::integer, (note ->> 'priceCents')::integer,
    (note ->> 'allPersons')::boolean
  from jsonb_array_elements(notes) with ordinality as given (note, place)
  where outcomes[place] = 'taken';
  insert into exchange.use_persons (person_hash, used_at, use_id)
  select decode(person, 'hex'), (note ->> 'usedAt')::timestamptz, (note ->> 'id')::uuid
  from jsonb_array_elements(notes) with ordinality as given (note, place)
  cross join lateral jsonb_array_elements_text(note -> 'persons') as person
  where outcomes[place] = 'taken';
  perform audit.write_records(jsonb_agg(note -> 'audit'))
  from jsonb_array_elements(notes) with ordinality as given (note, place)
  where outcomes[place] = 'taken'
  having count(*) > 0;
  return outcomes;
end $$;

-- Forgets the years that ended before a day, and says how many. Whole tables go: nothing is searched.
create or replace function exchange.forget_uses(before date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  forgotten integer := 0;
begin
  for year in 2026 .. extract(year from before)::integer - 1 loop
    if to_regclass(format('exchange.uses_%s', year)) is not null then
      execute format('drop table exchange.uses_%1$s, exchange.use_persons_%1$s', year);
      forgotten := forgotten + 1;
    end if;
  end loop;
  return forgotten;
end $$;
revoke execute on function exchange.forget_uses(date) from public;
grant execute on function exchange.forget_uses(date) to koplieta_app;

drop function if exists exchange.note_use(jsonb, bytea[], jsonb, bigint);
drop function if exists exchange.take_use(uuid, bigint);
