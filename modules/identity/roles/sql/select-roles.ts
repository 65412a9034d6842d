import type { Database } from '../../../../platform/database/database.ts';
import type { RoleAssignment } from '../role.ts';

const COLUMNS = `
  assignment.id, assignment.official_id as "officialId", assignment.role,
  assignment.valid_from as "validFrom", assignment.valid_to as "validTo",
  assignment.proposed_by as "proposedBy", assignment.approved_at as "approvedAt",
  assignment.reviewed_at as "reviewedAt", assignment.ended_at as "endedAt"`;

/** The roles that officials have, had or shall have, in the order in which they were proposed. */
export async function selectRoles(
  db: Database,
  officialIds: readonly string[],
): Promise<RoleAssignment[]> {
  return await db.query<RoleAssignment & Record<string, unknown>>(
    `select ${COLUMNS} from identity.role_assignments assignment
     where assignment.official_id = any($1::uuid[])
     order by assignment.proposed_at, assignment.id`,
    [officialIds],
  );
}

export interface LockedRole extends RoleAssignment {
  organisationId: string | null;
}

/** One of them with whose official it is of, held until the end of the transaction. */
export async function lockRole(db: Database, id: string): Promise<LockedRole | undefined> {
  const [row] = await db.query<LockedRole & Record<string, unknown>>(
    `select ${COLUMNS}, official.organisation_id as "organisationId"
     from identity.role_assignments assignment
     join identity.officials official on official.id = assignment.official_id
     where assignment.id = $1::uuid
     for update of assignment`,
    [id],
  );
  return row;
}
