import type { Database } from '../../../../platform/database/database.ts';

/** Settles an alert, once: of two who do it at once the other one is told no. */
export async function insertSettlement(
  db: Database,
  settled: { alertId: string; officialId: string; by: string; at: Date; reasonEncrypted: Buffer },
): Promise<boolean> {
  const { alertId, officialId, by, at, reasonEncrypted } = settled;
  const rows = await db.query(
    `insert into identity.alert_settlements
       (alert_id, official_id, settled_by, settled_at, reason_encrypted)
     values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::bytea)
     on conflict (alert_id) do nothing
     returning alert_id`,
    [alertId, officialId, by, at, reasonEncrypted],
  );
  return rows.length === 1;
}
