import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
with recursive revoked as (
  select id from identity.mandates where id = $1::uuid
  union
  select passed.id from identity.mandates passed join revoked on passed.passed_from_id = revoked.id
)
update identity.mandates set revoked_at = $2::timestamptz
where id in (select id from revoked) and revoked_at is null
returning id, holder_id as "holderId"`;

/** Revokes a mandate and all that was passed on from it. Gives those that this call revoked. */
export async function setMandatesRevoked(
  db: Database,
  id: string,
  now: Date,
): Promise<{ id: string; holderId: string }[]> {
  return await db.query<{ id: string; holderId: string }>(UPDATE, [id, now]);
}
