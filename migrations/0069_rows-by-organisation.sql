-- Rows of an organisation are seen and written in its name, or in the name of the system. Who is acting stands
-- in the setting "koplieta.organisation": the id of an organisation, or "system". Without it there are no rows.
create function platform.is_of_acting(organisation_id uuid) returns boolean
language sql stable
return coalesce(
  current_setting('koplieta.organisation', true) = 'system'
    or organisation_id::text = current_setting('koplieta.organisation', true),
  false
);
revoke execute on function platform.is_of_acting(uuid) from public;
grant execute on function platform.is_of_acting(uuid) to koplieta_app;

alter table reliefs.drafts enable row level security;
create policy by_organisation on reliefs.drafts to koplieta_app
  using (platform.is_of_acting(organisation_id));

alter table entitlements.grants enable row level security;
create policy by_organisation on entitlements.grants to koplieta_app
  using (platform.is_of_acting(grantor_id));

-- What a person has follows from the grants of all grantors, whoever decides about one of them: without
-- the reasons, and without what was only proposed.
create view entitlements.held_grants as
select id, person_id, relief_id, grantor_id, valid_from, valid_to, withdrawn_on
from entitlements.grants where status in ('confirmed', 'withdrawn');
grant select on entitlements.held_grants to koplieta_app;
