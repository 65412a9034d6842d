-- What the tokens of a machine may be for; null: no limit. A token may be for less than that.
alter table identity.machines add column scopes text[] check (cardinality(scopes) > 0);
grant update (scopes) on identity.machines to koplieta_app;

update identity.clients set scopes = array[
  'api', 'transactions', 'catalogue', 'read-records', 'write-records', 'mailboxes', 'administer', 'keys'
]
where id in (select client_id from identity.machines);
