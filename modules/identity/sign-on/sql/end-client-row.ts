import type { Database } from '../../../../platform/database/database.ts';

/** Ends a client; says whether it was this call that did. */
export async function endClientRow(db: Database, id: string, endedAt: Date): Promise<boolean> {
  const rows = await db.query(
    `update identity.clients set ended_at = $2::timestamptz
     where id = $1::text and ended_at is null
     returning 1`,
    [id, endedAt],
  );
  return rows.length === 1;
}
