-- What persons/ reads of the groups: which named groups a person belongs to, and when.
create view entitlements.person_groups as
select member.person_id, recipient_group.code, member.valid_from, member.valid_to
from entitlements.group_members member
join entitlements.recipient_groups recipient_group on recipient_group.id = member.group_id;

grant select on entitlements.person_groups to koplieta_app;
