-- Signing out everywhere takes back the grants of a person too, whose sessions may be long over.
drop index identity.artifacts_person;
create index artifacts_grants_of_person on identity.artifacts (person_id) where kind = 'Grant';
