import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { ListMode } from '../member-list.ts';

export interface ListEffect {
  /** Members on the day or later, as things stand. */
  members: number;
  added: number;
  ended: number;
}

const COUNT = `
with held as (
  select distinct person_id from entitlements.group_members
  where group_id = $2::uuid and (valid_to is null or valid_to > $4::date)
), listed as (
  select person_id from entitlements.member_list_rows where list_id = $1::uuid
)
select (select count(*) from held)::integer as members,
  (select count(*) from listed where person_id not in (select person_id from held))::integer as added,
  (select count(*) from held
    where $3::text = 'snapshot' and person_id not in (select person_id from listed))::integer as ended`;

/** What a list would do to the members of its group from a day on. */
export async function countListEffect(
  db: Database,
  listId: string,
  { groupId, mode, today }: { groupId: string; mode: ListMode; today: Day },
): Promise<ListEffect> {
  const [row] = await db.query<ListEffect & Record<string, unknown>>(COUNT, [
    listId,
    groupId,
    mode,
    today,
  ]);
  return row ?? { members: 0, added: 0, ended: 0 };
}
