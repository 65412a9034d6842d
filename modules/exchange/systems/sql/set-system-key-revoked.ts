import type { Database } from '../../../../platform/database/database.ts';

interface Revoked {
  system: string;
  organisationId: string;
  now: boolean;
}

const UPDATE = `
with key as (
  select key.id, key.revoked_at, system.code, system.organisation_id
  from exchange.access_keys key
  join exchange.information_systems system on system.id = key.information_system_id
  where key.id = $1::uuid
  for update of key
), revoked as (
  update exchange.access_keys set revoked_at = $2::timestamptz
  where id in (select id from key where revoked_at is null)
)
select code as "system", organisation_id as "organisationId", revoked_at is null as "now" from key`;

/** Revokes a key; `now` tells whether it was not revoked before. Undefined when there is none. */
export async function setSystemKeyRevoked(
  db: Database,
  { keyId, revokedAt }: { keyId: string; revokedAt: Date },
): Promise<Revoked | undefined> {
  const [row] = await db.query<Revoked & Record<string, unknown>>(UPDATE, [keyId, revokedAt]);
  return row;
}
