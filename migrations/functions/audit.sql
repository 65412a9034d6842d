-- Writes records made by makeAuditRecord, also from inside other functions: one JSON array. Not in the
-- language sql, which plans at each call.
create or replace function audit.write_records(records jsonb) returns void
language plpgsql as $$
begin
  with written as (
    insert into audit.records (
      id, recorded_at, act, actor_kind, actor_id, subject_person_id, organisation_id, request_id,
      content, salt, digest
    )
    select
      record.id, record.recorded_at, record.act, record.actor_kind, record.actor_id,
      record.subject_person_id, record.organisation_id, record.request_id,
      record.content, decode(record.salt, 'hex'), decode(record.digest, 'hex')
    from jsonb_to_recordset(records) as record (
      id uuid, recorded_at timestamptz, act text, actor_kind text, actor_id text,
      subject_person_id uuid, organisation_id uuid, request_id text,
      content text, salt text, digest text
    )
    returning id
  )
  insert into audit.unsealed (record_id) select id from written;
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
