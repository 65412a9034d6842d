-- A code that a person had before is kept encrypted as well, so that what registers still keep under it is
-- found for the person. Rows of before stay without it until a register states the code again. A code that
-- two persons had names nobody, and is not kept.
alter table persons.former_codes
  add code_encrypted bytea,
  alter person_id drop not null,
  add check (person_id is not null or code_encrypted is null);
create index former_codes_person on persons.former_codes (person_id);
grant update (person_id, code_encrypted) on persons.former_codes to koplieta_app;
