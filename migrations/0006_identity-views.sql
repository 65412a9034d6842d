-- What signing on reads of other modules: whom a session may stand for.
create view persons.living_persons as
  select id, birth_date from persons.persons where death_date is null;

create view entitlements.held_reliefs as
  select person_id, relief_id, valid_from, valid_to
  from entitlements.entitlements
  where superseded_at is null;

create view means.held_means as
  select person_id, kind
  from means.means
  where status = 'active' and not single_use;

create view providers.terminals_to_sign_on as
  select
    terminals.id, terminals.code, terminals.ids_id, ids.organisation_id,
    organisations.name_lv as organisation_lv, organisations.name_en as organisation_en,
    points.name_lv as point_lv, points.name_en as point_en
  from providers.terminals
  join providers.ids on ids.id = terminals.ids_id
  join providers.points_of_service points on points.id = terminals.point_of_service_id
  join persons.organisations on organisations.id = ids.organisation_id
  where terminals.status = 'active' and ids.status = 'active';

grant select on persons.living_persons, entitlements.held_reliefs, means.held_means,
  providers.terminals_to_sign_on to koplieta_app;
