import type { Day } from '../../../platform/clock/day.ts';
import type { OfficialRole } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { HELD_ROLES } from '../roles/held-roles.ts';

/** The official of a key, and what makes the key right. */
export interface OfficialKeyRow {
  officialId: string;
  organisationId: string | null;
  organisation: string | null;
  /** Those held on the day. */
  roles: OfficialRole[];
  endedAt: Date | null;
  secretHash: Buffer;
  keyVersion: number;
  expiresAt: Date;
}

const SELECT = `
select official.id as "officialId", official.organisation_id as "organisationId",
  organisation.code as organisation, ${HELD_ROLES('$2')} as roles, official.ended_at as "endedAt",
  key.secret_hash as "secretHash", key.key_version as "keyVersion", key.expires_at as "expiresAt"
from identity.official_keys key
join identity.officials official on official.id = key.official_id
left join persons.organisation_names organisation on organisation.id = official.organisation_id
where key.id = $1::uuid`;

export async function selectOfficialByKey(
  db: Database,
  keyId: string,
  day: Day,
): Promise<OfficialKeyRow | undefined> {
  const [row] = await db.query<OfficialKeyRow & Record<string, unknown>>({
    name: 'identity-select-official-by-key',
    text: SELECT,
    values: [keyId, day],
  });
  return row;
}
