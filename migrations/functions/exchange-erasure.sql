-- The log is append-only to the application, but for this: content leaves it and nothing comes in.
create or replace function exchange.erase_changes(version_wanted integer, positions bigint[])
returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  erased bigint;
begin
  update exchange.changes
  set kind = 'e', content = '{}', sealed = null, former = null
  where version_id = version_wanted and position = any (positions)
    and (content <> '{}' or sealed is not null or former is not null or kind <> 'e');
  get diagnostics erased = row_count;
  return erased;
end $$;

revoke execute on function exchange.erase_changes(integer, bigint[]) from public;
grant execute on function exchange.erase_changes(integer, bigint[]) to koplieta_app;

-- Messages of an institution's systems under some of their keys lose their bodies; where one had expired
-- unread, there is nothing left to read.
create or replace function exchange.erase_messages(topic_wanted integer, keys text[])
returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  erased bigint[];
begin
  with gone as (
    update exchange.messages set content_hash = null, sealed = null
    where topic_id = topic_wanted and sender_key = any (keys) and sealed is not null
    returning position
  )
  select coalesce(array_agg(position), '{}') into erased from gone;
  delete from exchange.dead_letters letter using exchange.mailboxes mailbox
  where mailbox.topic_id = topic_wanted and letter.mailbox_id = mailbox.id
    and letter.reason = 'expired' and letter.end_position = any (erased);
  return cardinality(erased);
end $$;

revoke execute on function exchange.erase_messages(integer, text[]) from public;
grant execute on function exchange.erase_messages(integer, text[]) to koplieta_app;
