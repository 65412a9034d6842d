-- Who reads a version whose end is announced is told since when it was known, from when on it is no more
-- (midnight in Riga), and which version comes after it.
alter table exchange.versions add column end_announced_at timestamptz;
grant update (end_announced_at) on exchange.versions to koplieta_app;

-- When older announcements were made is in the audit alone: a published version got a month's notice.
update exchange.versions
set end_announced_at = (ends_on - 30)::timestamp at time zone 'Europe/Riga'
where ends_on is not null;

create view exchange.announced_ends as
select
  version.id as version_id, version.end_announced_at as announced_at, version.ends_on,
  version.ends_on::timestamp at time zone 'Europe/Riga' as ends_at,
  (
    select max(later.version) from exchange.versions later
    where later.data_set_id = version.data_set_id and later.version > version.version
      and later.state = 'published' and (later.ends_on is null or later.ends_on > version.ends_on)
  ) as successor
from exchange.versions version
where version.ends_on is not null;
grant select on exchange.announced_ends to koplieta_app;
