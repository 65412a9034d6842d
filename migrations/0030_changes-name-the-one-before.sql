-- Each change names the one before it of the same record: what a record ever was is found from its
-- present state without an index of the log, which every load would have to fill.
alter table exchange.changes add column before bigint;

update exchange.changes change
set before = chain.before
from (
  select version_id, position,
    lag(position) over (partition by version_id, key_hash order by position) as before
  from exchange.changes
) chain
where change.version_id = chain.version_id and change.position = chain.position
  and chain.before is not null;
