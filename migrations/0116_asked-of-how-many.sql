-- Whoever is asked whether many may end is told of how many, and since when they wait.
alter table registers.followed
  add column absent_held bigint,
  add column absent_since timestamptz;
-- Who waits already is counted again.
update registers.followed set absent = 'count', absent_count = null where absent = 'ask';

-- Once somebody has confirmed so many, who follows the source ends them.
alter table entitlements.statement_sources
  add column absent_held bigint,
  add column absent_since timestamptz,
  add column absent_confirmed boolean not null default false;
update entitlements.statement_sources source
set absent_since = now(), absent_held = greatest(absent_count, (
  select count(*) from entitlements.grants held
  join exchange.data_sets stating on stating.organisation_id = held.grantor_id
  where stating.code = source.data_set and held.source_key is not null
    and held.status = 'confirmed'))
where absent_count is not null;
