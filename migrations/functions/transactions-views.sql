-- What transactions read of other schemas: the owners' promises, so that a tap reads in one round trip.

create or replace view means.usable_means as
select id, person_id, kind, value_hash, status, valid_from, valid_to, single_use, used_at
from means.means;

create or replace view providers.usable_ids as
select id, organisation_id, authorisation_ttl_ms
from providers.ids;

create or replace view providers.usable_terminals as
select terminal.id, terminal.ids_id, terminal.code, terminal.status, terminal.point_of_service_id,
  point.code as point_of_service_code, point.territory
from providers.terminals terminal
join providers.points_of_service point on point.id = terminal.point_of_service_id;

create or replace view providers.sold_items as
select id, organisation_id, code, class, name_lv, name_en, unit_price_cents, tax_basis_points
from providers.items
where active;

create or replace view providers.service_names as
select terminal.id as terminal_id, terminal.code as terminal_code,
  point.id as point_of_service_id, point.name_lv, point.name_en
from providers.terminals terminal
join providers.points_of_service point on point.id = terminal.point_of_service_id;

create or replace view providers.item_names as
select id, code, name_lv, name_en
from providers.items;

create or replace view providers.agreed_reliefs as
select agreement.provider_id, agreement.grantor_id, agreed.relief_id, agreed.id,
  agreement.valid_from, agreement.valid_to
from providers.agreements agreement
join providers.agreement_reliefs agreed on agreed.agreement_id = agreement.id;

-- Children of a person, with the period of the relation: quotas that are for each child count them.
create or replace view persons.children as
select relation.person_id, relation.related_id as child_id, child.birth_date, child.death_date,
  relation.valid_from, relation.valid_to
from persons.relations relation
join persons.persons child on child.id = relation.related_id
where relation.kind = 'parent';

create or replace view persons.grantor_names as
select id, name_lv, name_en
from persons.organisations
where 'grantor' = any (roles);

grant select on means.usable_means, providers.usable_ids, providers.usable_terminals,
  providers.sold_items, providers.service_names, providers.item_names, providers.agreed_reliefs,
  persons.grantor_names, persons.children
to koplieta_app;
