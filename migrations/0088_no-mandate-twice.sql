-- The same mandate is given once: from one giver to one holder, for the same acts, on the same ground, as
-- long as the other stands. Two may come at once, and who enters one on paper sees no mandates, so the
-- database says it, for one giver and holder after another.
create function identity.demand_no_mandate_twice() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(
    format('mandate %s %s', coalesce(new.giver_id, new.giver_organisation_id), new.holder_id), 0));
  if exists (
    select from identity.mandates held
    where held.id <> new.id and held.holder_id = new.holder_id and held.revoked_at is null
      and held.giver_id is not distinct from new.giver_id
      and held.giver_organisation_id is not distinct from new.giver_organisation_id
      and held.passed_from_id is not distinct from new.passed_from_id
      and held.acts @> new.acts and held.acts <@ new.acts
      and daterange(held.valid_from, held.valid_to) && daterange(new.valid_from, new.valid_to)
  ) then
    raise exclusion_violation
      using message = 'The same mandate stands already.', constraint = 'no_mandate_twice';
  end if;
  return null;
end $$;
revoke execute on function identity.demand_no_mandate_twice() from public;

-- After the insert: who may not write it is refused by the policies first, and learns nothing here.
create trigger no_mandate_twice after insert on identity.mandates
  for each row execute function identity.demand_no_mandate_twice();
