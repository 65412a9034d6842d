-- Reading the audit: by time, by whom it is about, by who did it. Inserted in the order of time, so
-- the first costs a write little.
create index records_time on audit.records (recorded_at, id);
create index records_subject on audit.records (subject_person_id, recorded_at, id)
  where subject_person_id is not null;
create index records_actor on audit.records (actor_id, recorded_at, id) where actor_id is not null;

-- Up to where the content of a class of acts was forgotten.
create table audit.forgotten (
  acts text primary key,
  until_at timestamptz not null
);

alter table identity.officials drop constraint officials_roles_check;
alter table identity.officials add check (
  roles <@ array['editor', 'reviewer', 'auditor'] and cardinality(roles) > 0
);
