-- What an official may be: the roles of a grantor, of a provider, of a service centre, and of anybody.
alter table identity.officials drop constraint officials_roles_check;
alter table identity.officials add constraint officials_roles_check check (
  cardinality(roles) > 0
  and roles <@ array[
    'editor', 'reviewer', 'accountant', 'cashier', 'agent', 'administrator', 'auditor'
  ]
);
