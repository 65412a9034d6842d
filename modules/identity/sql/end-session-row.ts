import type { Database } from '../../../platform/database/database.ts';

/** Ends a session once; says whether it was this call that did. */
export async function endSessionRow(db: Database, id: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update identity.sessions set ended_at = $2::timestamptz
     where id = $1::uuid and ended_at is null
     returning id`,
    [id, now],
  );
  return rows.length === 1;
}
