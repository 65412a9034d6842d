import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select group_id as "groupId", count(*)::integer as members
from entitlements.group_members
where group_id = any ($1::uuid[]) and valid_from <= $2::date
  and (valid_to is null or valid_to > $2::date)
group by group_id`;

/** How many members groups have on a day; a group without any is absent. */
export async function countMembers(
  db: Database,
  groupIds: readonly string[],
  day: Day,
): Promise<Map<string, number>> {
  const rows = await db.query<{ groupId: string; members: number }>(SELECT, [groupIds, day]);
  return new Map(rows.map(({ groupId, members }) => [groupId, members]));
}
