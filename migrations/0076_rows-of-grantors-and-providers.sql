-- Rows of grantors. Groups are named for everybody, because everybody's instructions may ask about them;
-- who is in one, and the lists that say so, are its keeper's.
alter table entitlements.recipient_groups enable row level security;
create policy by_organisation on entitlements.recipient_groups to koplieta_app
  using (platform.is_of_acting(grantor_id));
create policy read_by_all on entitlements.recipient_groups for select to koplieta_app using (true);

alter table entitlements.group_members enable row level security;
create policy by_organisation on entitlements.group_members to koplieta_app
  using (platform.acts_for_all() or group_id in (
    select id from entitlements.recipient_groups where platform.is_of_acting(grantor_id)
  ));

alter table entitlements.member_lists enable row level security;
create policy by_organisation on entitlements.member_lists to koplieta_app
  using (platform.acts_for_all() or group_id in (
    select id from entitlements.recipient_groups where platform.is_of_acting(grantor_id)
  ));

alter table entitlements.member_list_rows enable row level security;
create policy by_organisation on entitlements.member_list_rows to koplieta_app
  using (platform.acts_for_all() or list_id in (select id from entitlements.member_lists));

-- What a person has is reckoned of all grantors at once, so one's act may leave another something to review.
alter table entitlements.reviews enable row level security;
create policy by_organisation on entitlements.reviews to koplieta_app
  using (platform.is_of_acting(grantor_id));
create policy noted_by_all on entitlements.reviews for insert to koplieta_app with check (true);

alter table transactions.budgets enable row level security;
create policy by_organisation on transactions.budgets to koplieta_app
  using (platform.is_of_acting(grantor_id));

-- Providers see what they sold, grantors what they pay for.
alter table transactions.transactions enable row level security;
create policy by_organisation on transactions.transactions to koplieta_app
  using (platform.is_of_acting(provider_id));

alter table transactions.postings enable row level security;
create policy by_organisation on transactions.postings to koplieta_app
  using (platform.is_of_acting(grantor_id) or platform.is_of_acting(provider_id));

-- Previews of a relief, and reviews of days on which one was not due, ask about transactions of all
-- providers: when, where and by which means, and how much was paid; not of what, and not by whom.
create view transactions.dated_transactions as
select person_id, id, day, terminal_at, terminal_id, means_id from transactions.transactions;
create view transactions.paid_amounts as
select person_id, transaction_id, relief_id, amount_cents from transactions.postings;
grant select on transactions.dated_transactions, transactions.paid_amounts to koplieta_app;

alter table means.means enable row level security;
create policy by_organisation on means.means to koplieta_app
  using (platform.is_of_acting(issuer_id));

-- Rows of providers. An agreement has two parties.
alter table providers.agreements enable row level security;
create policy by_organisation on providers.agreements to koplieta_app
  using (platform.is_of_acting(grantor_id) or platform.is_of_acting(provider_id));

alter table providers.agreement_reliefs enable row level security;
create policy by_organisation on providers.agreement_reliefs to koplieta_app
  using (platform.acts_for_all() or agreement_id in (select id from providers.agreements));

alter table providers.points_of_service enable row level security;
create policy by_organisation on providers.points_of_service to koplieta_app
  using (platform.is_of_acting(organisation_id));

alter table providers.items enable row level security;
create policy by_organisation on providers.items to koplieta_app
  using (platform.is_of_acting(organisation_id));

alter table providers.ids enable row level security;
create policy by_organisation on providers.ids to koplieta_app
  using (platform.is_of_acting(organisation_id));

create function providers.is_ids_of_acting(ids uuid) returns boolean
language sql stable
return exists (
  select from providers.ids known where known.id = ids and platform.is_of_acting(organisation_id)
);
revoke execute on function providers.is_ids_of_acting(uuid) from public;
grant execute on function providers.is_ids_of_acting(uuid) to koplieta_app;

alter table providers.access_keys enable row level security;
create policy by_organisation on providers.access_keys to koplieta_app
  using (platform.acts_for_all() or providers.is_ids_of_acting(ids_id));

alter table providers.terminals enable row level security;
create policy by_organisation on providers.terminals to koplieta_app
  using (platform.acts_for_all() or providers.is_ids_of_acting(ids_id));
