import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update entitlements.grants
set status = 'withdrawn', withdrawn_by = $2::uuid, withdrawn_at = $3::timestamptz,
  withdrawn_on = $4::date, refusal_encrypted = $5::bytea
where id = $1::uuid`;

/** From a day on the grant gives nothing. */
export async function setGrantWithdrawn(
  db: Database,
  id: string,
  withdrawn: { by: string; at: Date; on: Day; refusalEncrypted: Buffer },
): Promise<void> {
  const { by, at, on, refusalEncrypted } = withdrawn;
  await db.query(UPDATE, [id, by, at, on, refusalEncrypted]);
}
