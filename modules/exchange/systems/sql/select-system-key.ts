import type { Database } from '../../../../platform/database/database.ts';

export interface SystemKeyRow {
  systemId: string;
  organisationId: string;
  secretHash: Buffer;
  keyVersion: number;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const SELECT = `
select
  system.id as "systemId", system.organisation_id as "organisationId",
  key.secret_hash as "secretHash", key.key_version as "keyVersion",
  key.expires_at as "expiresAt", key.revoked_at as "revokedAt"
from exchange.access_keys key
join exchange.information_systems system on system.id = key.information_system_id
where key.id = $1::uuid`;

export async function selectSystemKey(
  db: Database,
  keyId: string,
): Promise<SystemKeyRow | undefined> {
  const [row] = await db.query<SystemKeyRow & Record<string, unknown>>({
    name: 'exchange-select-system-key',
    text: SELECT,
    values: [keyId],
  });
  return row;
}
