-- What was applied is seen by who paid for it and by who gives the relief, whoever shared the costs: previews of a
-- relief sample pages of the table itself, and find of each page what is theirs.
create function reliefs.is_relief_of_acting(relief uuid) returns boolean
language sql stable
return exists (
  select from reliefs.reliefs
  join persons.organisations grantor on grantor.code = reliefs.statement ->> 'grantor'
  where reliefs.id = relief and platform.is_of_acting(grantor.id)
);
revoke execute on function reliefs.is_relief_of_acting(uuid) from public;
grant execute on function reliefs.is_relief_of_acting(uuid) to koplieta_app;

alter table transactions.applied_reliefs enable row level security;
create policy by_organisation on transactions.applied_reliefs to koplieta_app
  using (platform.is_of_acting(grantor_id) or reliefs.is_relief_of_acting(relief_id));
