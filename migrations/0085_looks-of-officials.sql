-- Who looked at a person: their records of officials alone, among thousands of their own uses. Nearly all
-- writing is by others, and does not touch it.
create index records_looks on audit.records (subject_person_id, recorded_at, id)
  where actor_kind = 'official' and subject_person_id is not null;
