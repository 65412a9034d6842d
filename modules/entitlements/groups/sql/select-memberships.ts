import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** `consentAt`: null when the keeper of the group stated it. */
export interface Membership {
  from: Day;
  to: Day | null;
  consentAt: Date | null;
}

const SELECT = `
select valid_from as "from", valid_to as "to", consent_at as "consentAt"
from entitlements.group_members
where group_id = $1::uuid and person_id = $2::uuid
order by valid_from desc
limit 100`;

/** When a person was, is or will be a member of a group, the newest first. */
export async function selectMemberships(
  db: Database,
  { groupId, personId }: { groupId: string; personId: string },
): Promise<Membership[]> {
  return await db.query<Membership & Record<string, unknown>>(SELECT, [groupId, personId]);
}
