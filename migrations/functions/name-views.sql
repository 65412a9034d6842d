-- Names that other modules show beside their own rows.
create or replace view classifiers.concept_names as
  select scheme, code, name_lv, name_en from classifiers.concepts;

create or replace view persons.organisation_names as
  select id, code, name_lv, name_en, registration_number from persons.organisations;

create or replace view reliefs.relief_codes as
  select id, code from reliefs.reliefs;

create or replace view entitlements.group_names as
  select code, name_lv, name_en from entitlements.recipient_groups;

grant select on classifiers.concept_names, persons.organisation_names, reliefs.relief_codes,
  entitlements.group_names
  to koplieta_app;
