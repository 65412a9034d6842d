-- Codes that persons had before: a register may go on writing them for a while. Nobody signs on by them.
create table persons.former_codes (
  code_hash bytea primary key,
  person_id uuid not null references persons.persons
);
grant select, insert on persons.former_codes to koplieta_app;
