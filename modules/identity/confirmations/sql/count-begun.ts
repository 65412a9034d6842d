import type { Database } from '../../../../platform/database/database.ts';

/**
 * How many confirmations a person was asked for since an instant; a handful, by their index. Whoever
 * counts for the same person waits until this transaction has ended.
 */
export async function countBegun(db: Database, personId: string, since: Date): Promise<number> {
  await db.query(
    "select pg_advisory_xact_lock(hashtextextended('confirmations ' || $1::text, 0))",
    [personId],
  );
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from identity.confirmations
     where person_id = $1::uuid and begun_at > $2::timestamptz`,
    [personId, since],
  );
  return row?.count ?? 0;
}
