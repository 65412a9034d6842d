-- The application owns no tables, so it makes and empties those of a version through these two.

-- Makes the tables of a new version. `attach` lets everybody go on with the other versions.
create or replace function exchange.make_storage(version_wanted integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- A tenth of each page stays free: an update then stays on its page, and no index is written.
  execute format(
    'create table exchange.records_%s (like exchange.records including all) with (fillfactor = 90)',
    version_wanted);
  execute format('create table exchange.changes_%s (like exchange.changes including all)', version_wanted);
  execute format(
    'alter table exchange.records attach partition exchange.records_%1$s for values in (%1$s)',
    version_wanted);
  execute format(
    'alter table exchange.changes attach partition exchange.changes_%1$s for values in (%1$s)',
    version_wanted);
  insert into exchange.heads (version_id) values (version_wanted);
end $$;

-- Removes the records with which a version was tried out. What was published is never emptied.
create or replace function exchange.empty_storage(version_wanted integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from exchange.versions
  where id = version_wanted and state in ('sandbox', 'proposed') for update;
  if not found then
    raise 'The version % is published, or there is none.', version_wanted;
  end if;
  update exchange.heads set position = 0, records = 0, kept_after = 0 where version_id = version_wanted;
  execute format('truncate exchange.records_%1$s, exchange.changes_%1$s', version_wanted);
  -- Who follows the trial begins again with what is published.
  delete from exchange.dead_letters using exchange.mailboxes mailbox
  where mailbox.id = mailbox_id and mailbox.version_id = version_wanted;
  update exchange.mailboxes set position = 0, page_end = null, page_id = null
  where version_id = version_wanted;
  delete from exchange.spool where version_id = version_wanted;
  delete from exchange.seen_keys where version_id = version_wanted;
  delete from exchange.quarantine where version_id = version_wanted;
  delete from exchange.uploads where version_id = version_wanted;
  delete from exchange.erasures where version_id = version_wanted;
end $$;

revoke execute on function exchange.make_storage(integer), exchange.empty_storage(integer)
  from public;
grant execute on function exchange.make_storage(integer), exchange.empty_storage(integer)
  to koplieta_app;
