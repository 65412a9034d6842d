import type { OfficialRole } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';

export interface Official {
  id: string;
  name: string;
  /** Code; null for an official of the operator. */
  organisation: string | null;
  roles: OfficialRole[];
  endedAt: Date | null;
}

const SELECT = `
select official.id, official.name, organisation.code as organisation, official.roles,
  official.ended_at as "endedAt"
from identity.officials official
left join persons.organisation_names organisation on organisation.id = official.organisation_id
where $1::uuid[] is null or official.id = any($1::uuid[])
order by official.id
limit $2::integer`;

/** Officials in the order in which they were added: all, or those with the ids. */
export async function selectOfficials(
  db: Database,
  { ids, limit }: { ids: readonly string[] | null; limit: number },
): Promise<Official[]> {
  return await db.query<Official & Record<string, unknown>>(SELECT, [ids, limit]);
}
