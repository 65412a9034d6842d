import type { Database } from '../../../platform/database/database.ts';

const UPDATE = `
with key as (
  select key.id, key.revoked_at, ids.organisation_id
  from providers.access_keys key
  join providers.ids on ids.id = key.ids_id
  where key.id = $1::uuid
  for update of key
), revoked as (
  update providers.access_keys set revoked_at = $2::timestamptz
  where id in (select id from key where revoked_at is null)
)
select organisation_id as "organisationId", revoked_at is null as "now" from key`;

/** Revokes a key; `now` tells whether it was not revoked before. Undefined when there is none. */
export async function setKeyRevoked(
  db: Database,
  { keyId, revokedAt }: { keyId: string; revokedAt: Date },
): Promise<{ organisationId: string; now: boolean } | undefined> {
  const [row] = await db.query<{ organisationId: string; now: boolean }>(UPDATE, [
    keyId,
    revokedAt,
  ]);
  return row;
}
