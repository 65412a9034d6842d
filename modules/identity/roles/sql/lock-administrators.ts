import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/**
 * The administrators of an organisation on a day, by their assignments, one of which may be left aside.
 * They are held until the end of the transaction, so that of two who end each other one is refused.
 */
export async function lockAdministrators(
  db: Database,
  of: { organisationId: string | null; but?: string; day: Day },
): Promise<{ officialId: string }[]> {
  return await db.query<{ officialId: string }>(
    `select official.id as "officialId" from identity.role_assignments assignment
     join identity.officials official on official.id = assignment.official_id
     where official.organisation_id is not distinct from $1::uuid
       and official.ended_at is null and assignment.role = 'administrator'
       and assignment.approved_at is not null and assignment.ended_at is null
       and assignment.valid_to > $3::date and assignment.id is distinct from $2::uuid
     order by assignment.id
     for update of assignment, official`,
    [of.organisationId, of.but ?? null, of.day],
  );
}
