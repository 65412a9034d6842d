-- What OData needs of the database beside the tables of the exchange.

-- A place in a text, from 0: no text is longer than 5,000. Nothing of nothing, unlike least and greatest.
create or replace function exchange.text_place(place numeric) returns integer
language sql immutable strict parallel safe
as 'select least(greatest(place, 0), 5000)::integer';

grant execute on function exchange.text_place(numeric) to koplieta_app;

-- Makes the indexes of a version's fields what its definition asks for: one for each name, over the
-- value as filters write it (`sqlOfField`), and the key's hash, so that pages go on in one order. Building
-- one holds back who writes the version, and nobody who reads. Deleted records are in it too: what the
-- planner knows of a partial index it does not use (PostgreSQL 15 to 18), and takes a rare value for common.
create or replace function exchange.index_fields(
  version_wanted integer, names text[], types text[]
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  field text;
  type text;
  index_name text;
  wanted text[] := '{}';
begin
  for field, type in select * from unnest(names, types) loop
    if type not in ('text', 'numeric', 'boolean') then
      raise 'No field is indexed as %.', type;
    end if;
    index_name := format('records_%s_by_%s', version_wanted, left(md5(field || ':' || type), 16));
    wanted := wanted || index_name;
    execute format(
      'create index if not exists %I on exchange.records_%s (%s asc nulls first, key_hash)',
      index_name, version_wanted,
      case type
        when 'text' then format('((content ->> %L) collate "C")', field)
        else format('((content ->> %L)::%s)', field, type)
      end);
  end loop;
  for index_name in
    select indexname from pg_indexes
    where schemaname = 'exchange' and tablename = format('records_%s', version_wanted)
      and indexname ~ '^records_[0-9]+_by_[0-9a-f]{16}$' and indexname <> all (wanted)
  loop
    execute format('drop index exchange.%I', index_name);
  end loop;
end $$;

revoke execute on function exchange.index_fields(integer, text[], text[]) from public;
grant execute on function exchange.index_fields(integer, text[], text[]) to koplieta_app;
