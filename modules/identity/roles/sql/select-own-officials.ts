import type { Database } from '../../../../platform/database/database.ts';

export interface OwnOfficial {
  id: string;
  name: string;
  signsOn: boolean;
  endedAt: Date | null;
}

/** The officials of one organisation, or of the operator, by name. */
export async function selectOwnOfficials(
  db: Database,
  organisationId: string | null,
  limit: number,
): Promise<OwnOfficial[]> {
  return await db.query<OwnOfficial & Record<string, unknown>>(
    `select id, name, person_id is not null as "signsOn", ended_at as "endedAt"
     from identity.officials
     where organisation_id is not distinct from $1::uuid
     order by ended_at is not null, name, id
     limit $2::integer`,
    [organisationId, limit],
  );
}
