import type { Database } from '../../../../platform/database/database.ts';

/** Whether a person has logged in from a device before. */
export async function isKnownDevice(
  db: Database,
  personId: string,
  deviceHash: Buffer,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from identity.log_ins
     where person_id = $1::uuid and device_hash = $2::bytea
     limit 1`,
    [personId, deviceHash],
  );
  return rows.length === 1;
}
