-- Names that other modules show beside their own rows.
create or replace view classifiers.concept_names as
  select scheme, code, name_lv, name_en from classifiers.concepts;

create or replace view persons.organisation_names as
  select id, code, name_lv, name_en from persons.organisations;

create or replace view reliefs.relief_codes as
  select id, code from reliefs.reliefs;

grant select on classifiers.concept_names, persons.organisation_names, reliefs.relief_codes
  to koplieta_app;
