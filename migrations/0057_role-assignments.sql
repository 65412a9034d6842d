-- Which roles an official has, from when until when, and who gave them; null: the operator. Where money
-- or law is touched, somebody else approves; nobody gives, approves or prolongs the own role.
create table identity.role_assignments (
  id uuid primary key,
  official_id uuid not null references identity.officials,
  role text not null check (role in (
    'editor', 'reviewer', 'accountant', 'cashier', 'agent', 'administrator', 'auditor'
  )),
  valid_from date not null,
  valid_to date not null,
  proposed_by uuid references identity.officials,
  proposed_at timestamptz not null,
  approved_by uuid references identity.officials,
  approved_at timestamptz,
  -- The yearly review: who last found that the role is still needed.
  reviewed_by uuid references identity.officials,
  reviewed_at timestamptz,
  ended_by uuid references identity.officials,
  ended_at timestamptz,
  check (valid_from < valid_to),
  constraint role_not_ones_own check (
    proposed_by <> official_id and approved_by <> official_id and reviewed_by <> official_id
  ),
  constraint role_four_eyes check (
    approved_by <> proposed_by
    and (
      role not in ('reviewer', 'accountant', 'agent', 'administrator')
      or approved_at is null or proposed_by is null or approved_by is not null
    )
  )
);
create unique index role_assignments_open
  on identity.role_assignments (official_id, role) where ended_at is null;
grant select, insert on identity.role_assignments to koplieta_app;
grant update (valid_to, approved_by, approved_at, reviewed_by, reviewed_at, ended_by, ended_at)
  on identity.role_assignments to koplieta_app;

insert into identity.role_assignments
  (id, official_id, role, valid_from, valid_to, proposed_at, approved_at)
select gen_random_uuid(), id, unnest(roles), created_at::date,
  greatest(created_at::date, current_date) + 365, created_at, created_at
from identity.officials where ended_at is null;
alter table identity.officials drop column roles;

-- Whose official somebody is, as a person who signs on; null: known by an access key alone.
alter table identity.officials add column person_id uuid references persons.persons;
create unique index officials_person
  on identity.officials (person_id, organisation_id) nulls not distinct
  where person_id is not null and ended_at is null;

-- As which official a person acts in a session; null: as themselves, or for whom they represent.
alter table identity.sessions add column official_id uuid references identity.officials;
grant update (official_id) on identity.sessions to koplieta_app;
