import type { Day } from '../../../platform/clock/day.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { HELD_ROLES } from '../roles/held-roles.ts';

export interface Official {
  id: string;
  name: string;
  /** Null for an official of the operator. */
  organisationId: string | null;
  /** Code of the same. */
  organisation: string | null;
  /** Those held on the day. */
  roles: OfficialRole[];
  endedAt: Date | null;
}

const SELECT = `
select official.id, official.name, official.organisation_id as "organisationId",
  organisation.code as organisation, ${HELD_ROLES('$2')} as roles,
  official.ended_at as "endedAt"
from identity.officials official
left join persons.organisation_names organisation on organisation.id = official.organisation_id
where $1::uuid[] is null or official.id = any($1::uuid[])
order by official.id
limit $3::integer`;

/** Officials in the order in which they were added: all, or those with the ids. */
export async function selectOfficials(
  db: Database,
  { ids, day, limit }: { ids: readonly string[] | null; day: Day; limit: number },
): Promise<Official[]> {
  return await db.query<Official & Record<string, unknown>>(SELECT, [ids, day, limit]);
}
