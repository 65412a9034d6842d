-- What transactions read of other schemas: the owners' promises, so that a tap reads in one round trip.

create or replace view means.usable_means as
select id, person_id, kind, value_hash, status, valid_from, valid_to, single_use, used_at
from means.means;

create or replace view providers.agreed_reliefs as
select agreement.provider_id, agreement.grantor_id, agreed.relief_id, agreed.id,
  agreement.valid_from, agreement.valid_to
from providers.agreements agreement
join providers.agreement_reliefs agreed on agreed.agreement_id = agreement.id;

create or replace view reliefs.published_instructions as
select instruction.id, instruction.relief_id, relief.code, instruction.version,
  instruction.content, relief.name_lv, relief.name_en, relief.label_lv, relief.label_en
from reliefs.instructions instruction
join reliefs.reliefs relief on relief.id = instruction.relief_id;

grant select on means.usable_means, providers.agreed_reliefs, reliefs.published_instructions
to koplieta_app;
