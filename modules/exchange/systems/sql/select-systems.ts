import type { Database } from '../../../../platform/database/database.ts';

export interface ListedSystem {
  code: string;
  name: string;
  /** The code of whose it is. */
  institution: string;
  /** The oldest first; instants are texts. */
  keys: { id: string; createdAt: string; expiresAt: string | null; revokedAt: string | null }[];
}

const SELECT = `
select
  system.code, system.name, organisation.code as institution,
  coalesce(
    jsonb_agg(
      jsonb_build_object(
        'id', access_key.id, 'createdAt', access_key.created_at,
        'expiresAt', access_key.expires_at, 'revokedAt', access_key.revoked_at
      ) order by access_key.id
    ) filter (where access_key.id is not null),
    '[]'
  ) as keys
from exchange.information_systems system
join persons.organisations organisation on organisation.id = system.organisation_id
left join exchange.access_keys access_key on access_key.information_system_id = system.id
group by system.id, organisation.code
order by system.code
limit $1::integer`;

export async function selectSystems(db: Database, limit: number): Promise<ListedSystem[]> {
  return await db.query<ListedSystem & Record<string, unknown>>(SELECT, [limit]);
}
