import type { Database } from '../../../../platform/database/database.ts';

export interface LookingOfficial {
  id: string;
  /** Null: known by an access key alone. */
  personId: string | null;
  /** Null: of the operator. */
  organisationId: string | null;
}

/** Officials by id, those who have ended too. */
export async function selectLookingOfficials(
  db: Database,
  ids: readonly string[],
): Promise<LookingOfficial[]> {
  return await db.query<LookingOfficial & Record<string, unknown>>(
    `select id, person_id as "personId", organisation_id as "organisationId"
     from identity.officials where id = any ($1::uuid[])`,
    [ids],
  );
}
