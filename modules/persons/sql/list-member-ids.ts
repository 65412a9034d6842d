import type { Database } from '../../../platform/database/database.ts';

const SELECT = `
select person_id as "personId", household_id as "householdId"
from persons.household_members
where household_id = any ($1::uuid[])`;

/** Who is or was a member of these households. */
export async function listMemberIds(
  db: Database,
  householdIds: readonly string[],
): Promise<{ personId: string; householdId: string }[]> {
  return await db.query<{ personId: string; householdId: string }>(SELECT, [householdIds]);
}
