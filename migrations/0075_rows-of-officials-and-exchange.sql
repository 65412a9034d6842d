-- More rows by organisation, now also those that are one's own through the row above them: what a mailbox
-- did not get is its information system's. Above is asked by a function and not by a subquery where every
-- request looks: a subquery is prepared for each statement, also of the system, which never asks it.
create function platform.acts_for_all() returns boolean
language sql stable
return coalesce(current_setting('koplieta.organisation', true) = 'system', false);

create function identity.is_official_of_acting(official uuid) returns boolean
language sql stable
return exists (
  select from identity.officials where id = official and platform.is_of_acting(organisation_id)
);

create function exchange.is_data_set_of_acting(data_set uuid) returns boolean
language sql stable
return exists (
  select from exchange.data_sets where id = data_set and platform.is_of_acting(organisation_id)
);

create function exchange.is_version_of_acting(of_version integer) returns boolean
language sql stable
return exists (
  select from exchange.versions
  where id = of_version and exchange.is_data_set_of_acting(data_set_id)
);

create function exchange.is_system_of_acting(system uuid) returns boolean
language sql stable
return exists (
  select from exchange.information_systems
  where id = system and platform.is_of_acting(organisation_id)
);

create function exchange.is_mailbox_of_acting(mailbox uuid) returns boolean
language sql stable
return exists (
  select from exchange.mailboxes
  where id = mailbox and exchange.is_system_of_acting(information_system_id)
);

revoke execute on function
  platform.acts_for_all(),
  identity.is_official_of_acting(uuid),
  exchange.is_data_set_of_acting(uuid),
  exchange.is_version_of_acting(integer),
  exchange.is_system_of_acting(uuid),
  exchange.is_mailbox_of_acting(uuid)
from public;
grant execute on function
  platform.acts_for_all(),
  identity.is_official_of_acting(uuid),
  exchange.is_data_set_of_acting(uuid),
  exchange.is_version_of_acting(integer),
  exchange.is_system_of_acting(uuid),
  exchange.is_mailbox_of_acting(uuid)
to koplieta_app;

-- Officials, what they hold, and what signs on as an organisation's machine. Officials of the operator act
-- for all organisations, which see who that was.
alter table identity.officials enable row level security;
create policy by_organisation on identity.officials to koplieta_app
  using (platform.is_of_acting(organisation_id));
create policy of_operator on identity.officials for select to koplieta_app
  using (organisation_id is null);

alter table identity.role_assignments enable row level security;
create policy by_organisation on identity.role_assignments to koplieta_app
  using (platform.acts_for_all() or identity.is_official_of_acting(official_id));

alter table identity.clients enable row level security;
create policy by_organisation on identity.clients to koplieta_app
  using (platform.is_of_acting(organisation_id));

alter table identity.machines enable row level security;
create policy by_organisation on identity.machines to koplieta_app
  using (platform.acts_for_all() or client_id in (select id from identity.clients));

-- What lets somebody in, and as whom they work, no organisation sees, not even of its own officials. Mandates
-- are the giver's.
alter table identity.official_keys enable row level security;
create policy by_organisation on identity.official_keys to koplieta_app
  using (platform.acts_for_all());

alter table identity.sessions enable row level security;
create policy by_organisation on identity.sessions to koplieta_app using (platform.acts_for_all());

alter table identity.mandates enable row level security;
create policy by_organisation on identity.mandates to koplieta_app
  using (platform.is_of_acting(giver_organisation_id));
-- An official enters what a person gave on paper, and sees it no more.
create policy entered_on_paper on identity.mandates for insert to koplieta_app
  with check (giver_id is not null and passed_from_id is null);

-- Acts are noted about anybody; read are the organisation's own.
alter table audit.records enable row level security;
create policy by_organisation on audit.records to koplieta_app
  using (platform.is_of_acting(organisation_id));
create policy noted_by_all on audit.records for insert to koplieta_app with check (true);

-- Descriptions of data sets are for everybody to read, and for their institution to change.
alter table exchange.data_sets enable row level security;
create policy by_organisation on exchange.data_sets to koplieta_app
  using (platform.is_of_acting(organisation_id));
create policy read_by_all on exchange.data_sets for select to koplieta_app using (true);

alter table exchange.versions enable row level security;
create policy by_organisation on exchange.versions to koplieta_app
  using (platform.acts_for_all() or exchange.is_data_set_of_acting(data_set_id));
create policy read_by_all on exchange.versions for select to koplieta_app using (true);

-- What comes in for a data set is its institution's.
alter table exchange.uploads enable row level security;
create policy by_organisation on exchange.uploads to koplieta_app
  using (platform.acts_for_all() or exchange.is_version_of_acting(version_id));

alter table exchange.spool enable row level security;
create policy by_organisation on exchange.spool to koplieta_app
  using (platform.acts_for_all() or exchange.is_version_of_acting(version_id));

alter table exchange.quarantine enable row level security;
create policy by_organisation on exchange.quarantine to koplieta_app
  using (platform.acts_for_all() or exchange.is_version_of_acting(version_id));

-- A permission has two parties: who holds it, and whose data set it is for. So have its uses.
alter table exchange.permissions enable row level security;
create policy by_organisation on exchange.permissions to koplieta_app
  using (platform.is_of_acting(holder_id) or exchange.is_data_set_of_acting(data_set_id));

alter table exchange.permission_events enable row level security;
create policy by_organisation on exchange.permission_events to koplieta_app
  using (platform.acts_for_all() or permission_id in (select id from exchange.permissions));

alter table exchange.uses enable row level security;
create policy by_organisation on exchange.uses for select to koplieta_app
  using (platform.is_of_acting(organisation_id)
    or permission_id in (select id from exchange.permissions));
create policy noted_by_user on exchange.uses for insert to koplieta_app
  with check (platform.is_of_acting(organisation_id));

-- Information systems, and what they subscribe to. A topic is also for those who may read it.
alter table exchange.information_systems enable row level security;
create policy by_organisation on exchange.information_systems to koplieta_app
  using (platform.is_of_acting(organisation_id));

alter table exchange.access_keys enable row level security;
create policy by_organisation on exchange.access_keys to koplieta_app
  using (platform.acts_for_all() or exchange.is_system_of_acting(information_system_id));

alter table exchange.topics enable row level security;
create policy by_organisation on exchange.topics to koplieta_app
  using (platform.is_of_acting(organisation_id));
create policy read_by_readers on exchange.topics for select to koplieta_app
  using (readers is null or current_setting('koplieta.organisation', true) = any (readers::text[]));

alter table exchange.mailboxes enable row level security;
create policy by_organisation on exchange.mailboxes to koplieta_app
  using (platform.acts_for_all() or exchange.is_system_of_acting(information_system_id));

alter table exchange.webhooks enable row level security;
create policy by_organisation on exchange.webhooks to koplieta_app
  using (platform.acts_for_all() or exchange.is_mailbox_of_acting(mailbox_id));

alter table exchange.dead_letters enable row level security;
create policy by_organisation on exchange.dead_letters to koplieta_app
  using (platform.acts_for_all() or exchange.is_mailbox_of_acting(mailbox_id));

alter table exchange.remotes enable row level security;
create policy by_organisation on exchange.remotes to koplieta_app
  using (platform.acts_for_all()
    or current_setting('koplieta.organisation', true) = any (organisation_ids::text[]));
