import type { Database } from '../../../../platform/database/database.ts';

/** Keeps the evidence of a confirmation. */
export async function setConfirmed(
  db: Database,
  { id, sealed, now }: { id: string; sealed: Buffer; now: Date },
): Promise<void> {
  await db.query(
    `update identity.confirmations set sealed = $2::bytea, confirmed_at = $3::timestamptz
     where id = $1::uuid`,
    [id, sealed, now],
  );
}
