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
