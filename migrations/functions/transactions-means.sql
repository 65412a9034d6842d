-- One-time codes, as a transaction uses them up.

-- Locks the single-use means of a batch in one order, and gives those that are used already.
create or replace function means.lock_single_use(asked uuid[]) returns uuid[]
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform 1 from means.means where id = any (asked) order by id for update;
  return (
    select coalesce(array_agg(id), '{}')
    from means.means
    where id = any (asked) and used_at is not null
  );
end
$$;

create or replace function means.use_single_use(used uuid[], at timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  update means.means set used_at = at where id = any (used) and single_use and used_at is null
$$;

revoke execute on function means.lock_single_use(uuid[]), means.use_single_use(uuid[], timestamptz)
from public;
