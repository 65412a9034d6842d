import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { ListMode } from '../member-list.ts';

/**
 * Who is a member on the day, or will be, keeps the first day, and the last such membership gets the
 * end of the list; of others a membership begins. In a snapshot those who are not in the list end on
 * the day; what had not begun then never was.
 */
const APPLY = `
with held as materialized (
  select person_id, valid_from, valid_to from entitlements.group_members
  where group_id = $2::uuid and (valid_to is null or valid_to > $4::date)
), listed as materialized (
  select person_id, valid_from, valid_to from entitlements.member_list_rows
  where list_id = $1::uuid
), last as (
  select person_id, max(valid_from) as valid_from from held group by person_id
), moved as (
  update entitlements.group_members member
  set valid_to = listed.valid_to
  from last held join listed using (person_id)
  where member.group_id = $2::uuid and member.person_id = held.person_id
    and member.valid_from = held.valid_from
    and member.valid_to is distinct from listed.valid_to
    and coalesce(listed.valid_to, 'infinity') > member.valid_from
  returning member.person_id
), ended as (
  update entitlements.group_members member
  set valid_to = $4::date
  from held
  where $3::text = 'snapshot' and member.group_id = $2::uuid
    and member.person_id = held.person_id and member.valid_from = held.valid_from
    and member.valid_from < $4::date
    and held.person_id not in (select person_id from listed)
  returning member.person_id
), gone as (
  delete from entitlements.group_members member
  using held
  where $3::text = 'snapshot' and member.group_id = $2::uuid
    and member.person_id = held.person_id and member.valid_from = held.valid_from
    and member.valid_from >= $4::date
    and held.person_id not in (select person_id from listed)
  returning member.person_id
), added as (
  insert into entitlements.group_members (person_id, group_id, valid_from, valid_to)
  select person_id, $2::uuid, valid_from, valid_to from listed
  where not exists (
    select from entitlements.group_members member
    where member.group_id = $2::uuid and member.person_id = listed.person_id
      and daterange(member.valid_from, member.valid_to)
        && daterange(listed.valid_from, listed.valid_to)
  )
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
