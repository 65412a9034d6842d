-- Writes records made by makeAuditRecord, also from inside other functions: one JSON array. Not in the
-- language sql, which plans at each call. Without `returning`: that would ask whether one may read what
-- one writes (policy by_organisation), and acts are noted about anybody.
create or replace function audit.write_records(records jsonb) returns void
language plpgsql as $$
begin
  with given as (
    select record.*
    from jsonb_to_recordset(records) as record (
      id uuid, recorded_at timestamptz, act text, actor_kind text, actor_id text,
      subject_person_id uuid, organisation_id uuid, request_id text,
      content text, salt text, digest text
    )
  ), written as (
    insert into audit.records (
      id, recorded_at, act, actor_kind, actor_id, subject_person_id, organisation_id, request_id,
      content, salt, digest
    )
    select
      id, recorded_at, act, actor_kind, actor_id, subject_person_id, organisation_id, request_id,
      content, decode(salt, 'hex'), decode(digest, 'hex')
    from given
  )
  insert into audit.unsealed (record_id) select id from given;
end
$$;

-- Deletes the content of records for good; envelope, digest and chain stay provable. Not for the
-- application: retention runs as the migrator.
create or replace function audit.delete_content(record_ids uuid[]) returns void
language sql as $$
  update audit.records
  set content = null, salt = null,
    content_digest = sha256(salt || convert_to(content, 'UTF8'))
  where id = any (record_ids) and content is not null
$$;
revoke execute on function audit.delete_content(uuid[]) from public;

-- Retention: deletes for good the content of acts whose name begins with `acts`, of records before an
-- instant, at most `records_max` of them in one call. Answers how many records it looked at: none, when
-- it is done. The application may call it, and so may forget nothing that is younger than half a year.
create or replace function audit.forget_content(acts text, before timestamptz, records_max integer)
returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  looked_at integer;
  latest timestamptz;
  ids uuid[];
begin
  if acts = '' then raise exception 'Content is forgotten by the class of its acts.'; end if;
  if before > now() - interval '6 months' then
    raise exception 'The audit of the last six months is not forgotten.';
  end if;
  insert into audit.forgotten values (acts, '-infinity') on conflict do nothing;
  -- Whoever forgets a class holds its row: two servers take turns.
  select until_at into latest from audit.forgotten f where f.acts = forget_content.acts for update;
  select count(*), max(recorded_at), array_agg(id) filter (where starts_with(act, forget_content.acts))
  into looked_at, latest, ids
  from (
    select id, act, recorded_at from audit.records
    where recorded_at > latest and recorded_at < before
    order by recorded_at fetch first records_max rows with ties
  ) as slice;
  if looked_at > 0 then
    perform audit.delete_content(ids);
    update audit.forgotten f set until_at = latest where f.acts = forget_content.acts;
  end if;
  return looked_at;
end
$$;
revoke execute on function audit.forget_content(text, timestamptz, integer) from public;
grant execute on function audit.forget_content(text, timestamptz, integer) to koplieta_app;
