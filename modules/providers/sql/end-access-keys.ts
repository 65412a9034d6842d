import type { Database } from '../../../platform/database/database.ts';

const UPDATE = `
update providers.access_keys
set expires_at = $2::timestamptz
where ids_id = $1::uuid and revoked_at is null
  and (expires_at is null or expires_at > $2::timestamptz)`;

/** Lets the present keys of an IDS end at an instant; those that end before it stay as they are. */
export async function endAccessKeys(
  db: Database,
  { idsId, endsAt }: { idsId: string; endsAt: Date },
): Promise<void> {
  await db.query(UPDATE, [idsId, endsAt]);
}
