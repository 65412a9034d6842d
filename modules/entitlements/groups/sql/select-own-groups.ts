import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { OwnGroup } from '../recipient-groups.ts';

const SELECT = `
select recipient_group.code, recipient_group.kept_by as "keptBy",
  jsonb_build_object('lv', recipient_group.name_lv, 'en', recipient_group.name_en) as name,
  jsonb_build_object('lv', grantor.name_lv, 'en', grantor.name_en) as grantor,
  member.valid_from as "memberSince"
from entitlements.recipient_groups recipient_group
join persons.organisation_names grantor on grantor.id = recipient_group.grantor_id
left join entitlements.group_members member
  on member.group_id = recipient_group.id and member.person_id = $1::uuid
  and member.valid_from <= $2::date and (member.valid_to is null or member.valid_to > $2::date)
where recipient_group.kept_by = 'consent' or member.valid_from is not null
order by recipient_group.code
limit 1000`;

/** What a person may join, and what they are in on a day. */
export async function selectOwnGroups(
  db: Database,
  { personId, day }: { personId: string; day: Day },
): Promise<OwnGroup[]> {
  return await db.query<OwnGroup & Record<string, unknown>>(SELECT, [personId, day]);
}
