import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** A membership that had not begun, or begins on this very day, never was. */
const DELETE = `
delete from entitlements.group_members member
using entitlements.recipient_groups recipient_group
where member.group_id = recipient_group.id and recipient_group.code = $2::text
  and member.person_id = $1::uuid and member.valid_from >= $3::date
returning member.person_id`;

const END = `
update entitlements.group_members member
set valid_to = $3::date
from entitlements.recipient_groups recipient_group
where member.group_id = recipient_group.id and recipient_group.code = $2::text
  and member.person_id = $1::uuid and member.valid_from < $3::date
  and (member.valid_to is null or member.valid_to > $3::date)
returning member.person_id`;

/** Ends the membership on a day; false when there was none to end. */
export async function endMembership(
  db: Database,
  { personId, group, day }: { personId: string; group: string; day: Day },
): Promise<boolean> {
  const deleted = await db.query(DELETE, [personId, group, day]);
  const ended = await db.query(END, [personId, group, day]);
  return deleted.length + ended.length > 0;
}
