-- One reminder for each quota, or month of one that begins anew, and one for each end of a version.
create unique index permission_events_quota on exchange.permission_events
  (permission_id, (content ->> 'quota'), (coalesce(content ->> 'month', '')))
  where kind = 'quota-low';
create unique index permission_events_version on exchange.permission_events
  (permission_id, (content ->> 'version'), (content ->> 'endsOn'))
  where kind = 'version-ends';
