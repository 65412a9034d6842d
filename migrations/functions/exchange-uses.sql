-- One use of a permission: from the first slot that nobody holds, or, when all that have something left are
-- held, from the first that is let go. Never more than the shares; says why when there is none.
create or replace function exchange.take_use(permission uuid, minute_now bigint) returns text
language plpgsql as $$
declare
  chosen smallint;
begin
  select slot into chosen from exchange.permission_slots
  where permission_id = permission and (share is null or used < share)
    and (rate_share is null
      or rate_share > 0 and (minute < minute_now or in_minute < rate_share))
  order by slot limit 1 for update skip locked;
  if chosen is null then
    -- What was seen is looked at again once its lock is gone, and the next one after it.
    select slot into chosen from exchange.permission_slots
    where permission_id = permission and (share is null or used < share)
      and (rate_share is null
        or rate_share > 0 and (minute < minute_now or in_minute < rate_share))
    order by slot limit 1 for update;
  end if;
  if chosen is null then
    perform from exchange.permission_slots
    where permission_id = permission and (share is null or used < share);
    return case when found then 'rate' else 'quota' end;
  end if;
  update exchange.permission_slots
  set used = used + 1,
    in_minute = case when minute < minute_now then 1 else in_minute + 1 end,
    minute = greatest(minute, minute_now)
  where permission_id = permission and slot = chosen;
  return 'taken';
end $$;

-- Takes a use and writes it into the use log and the audit, in one round trip; or says why not, and has
-- written nothing.
create or replace function exchange.note_use(
  use jsonb, persons bytea[], audit_records jsonb, minute_now bigint
) returns text
language plpgsql as $$
declare
  permission uuid := (use ->> 'permissionId')::uuid;
  taken text := 'taken';
  noted_at timestamptz := (use ->> 'usedAt')::timestamptz;
begin
  if permission is not null then
    taken := exchange.take_use(permission, minute_now);
    if taken <> 'taken' then
      return taken;
    end if;
  end if;
  insert into exchange.uses (
    id, used_at, version_id, revision, permission_id, organisation_id, actor_kind, actor_id, how,
    records, price_cents, all_persons
  )
  values (
    (use ->> 'id')::uuid, noted_at, (use ->> 'versionId')::integer, (use ->> 'revision')::integer,
    permission, (use ->> 'organisationId')::uuid, use ->> 'actorKind', use ->> 'actorId',
    use ->> 'how', (use ->> 'records')::integer, (use ->> 'priceCents')::integer,
    (use ->> 'allPersons')::boolean
  );
  insert into exchange.use_persons (person_hash, used_at, use_id)
  select person, noted_at, (use ->> 'id')::uuid from unnest(persons) as person;
  perform audit.write_records(audit_records);
  return taken;
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
