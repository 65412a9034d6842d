import type { Database } from '../../../platform/database/database.ts';

export interface KeyRow {
  idsId: string;
  organisationId: string;
  idsStatus: 'active' | 'suspended';
  secretHash: Buffer;
  keyVersion: number;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const SELECT = `
select
  key.ids_id as "idsId", ids.organisation_id as "organisationId", ids.status as "idsStatus",
  key.secret_hash as "secretHash", key.key_version as "keyVersion",
  key.expires_at as "expiresAt", key.revoked_at as "revokedAt"
from providers.access_keys key
join providers.ids on ids.id = key.ids_id
where key.id = $1::uuid`;

export async function selectAccessKey(db: Database, keyId: string): Promise<KeyRow | undefined> {
  const [row] = await db.query<KeyRow & Record<string, unknown>>({
    name: 'providers-select-access-key',
    text: SELECT,
    values: [keyId],
  });
  return row;
}
