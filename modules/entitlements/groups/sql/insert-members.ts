import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

export interface MemberRow {
  personId: string;
  groupId: string;
  from: Day;
  to: Day | null;
  consentAt: Date;
}

const INSERT = `
insert into entitlements.group_members (person_id, group_id, valid_from, valid_to, consent_at)
select "personId", "groupId", "from", "to", "consentAt"
from jsonb_to_recordset($1::jsonb) as given (
  "personId" uuid, "groupId" uuid, "from" date, "to" date, "consentAt" timestamptz
)
where not exists (
  select from entitlements.group_members member
  where member.person_id = given."personId" and member.group_id = given."groupId"
    and daterange(member.valid_from, member.valid_to) && daterange(given."from", given."to")
)
on conflict do nothing
returning person_id`;

/** Adds members; who is one already in the same time stays as they are. Returns how many were added. */
export async function insertMembers(db: Database, rows: readonly MemberRow[]): Promise<number> {
  return (await db.query(INSERT, [JSON.stringify(rows)])).length;
}
