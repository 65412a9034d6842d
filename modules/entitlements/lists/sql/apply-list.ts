import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { LIST_CHANGES } from '../list-changes.ts';
import type { ListMode } from '../member-list.ts';

/** Who leaves ends on the day; what had not begun then never was. */
const APPLY = `${LIST_CHANGES}, moved as (
  update entitlements.group_members member
  set valid_to = moving.valid_to
  from moving
  where member.group_id = $2::uuid and member.person_id = moving.person_id
    and member.valid_from = moving.valid_from
  returning member.person_id
), ended as (
  update entitlements.group_members member
  set valid_to = $4::date
  from held join leaving using (person_id)
  where member.group_id = $2::uuid
    and member.person_id = held.person_id and member.valid_from = held.valid_from
    and member.valid_from < $4::date
  returning member.person_id
), gone as (
  delete from entitlements.group_members member
  using held join leaving using (person_id)
  where member.group_id = $2::uuid
    and member.person_id = held.person_id and member.valid_from = held.valid_from
    and member.valid_from >= $4::date
  returning member.person_id
), added as (
  insert into entitlements.group_members (person_id, group_id, valid_from, valid_to)
  select person_id, $2::uuid, valid_from, valid_to from adding
  returning person_id
)
select person_id as "personId" from moved
union select person_id from ended
union select person_id from gone
union select person_id from added`;

/** Makes memberships follow a list; whose changed, comes back. */
export async function applyList(
  db: Database,
  listId: string,
  { groupId, mode, today }: { groupId: string; mode: ListMode; today: Day },
): Promise<string[]> {
  const rows = await db.query<{ personId: string }>(APPLY, [listId, groupId, mode, today]);
  return rows.map(({ personId }) => personId);
}
