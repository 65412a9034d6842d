import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/**
 * How many administrators an organisation has on a day, an assignment left aside. Whoever counts holds
 * the others until the end of the transaction, so that of two who end each other one is refused.
 */
export async function countAdministrators(
  db: Database,
  of: { organisationId: string | null; but: string; day: Day },
): Promise<number> {
  const rows = await db.query(
    `select 1 from identity.role_assignments assignment
     join identity.officials official on official.id = assignment.official_id
     where official.organisation_id is not distinct from $1::uuid
       and official.ended_at is null and assignment.role = 'administrator'
       and assignment.approved_at is not null and assignment.ended_at is null
       and assignment.valid_to > $3::date and assignment.id <> $2::uuid
     order by assignment.id
     for update of assignment`,
    [of.organisationId, of.but, of.day],
  );
  return rows.length;
}
