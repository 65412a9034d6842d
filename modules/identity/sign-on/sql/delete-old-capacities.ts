import type { Database } from '../../../../platform/database/database.ts';

/** Forgets for whom people signed on by grants that cannot live any more; says how many. */
export async function deleteOldCapacities(
  db: Database,
  before: Date,
  limit: number,
): Promise<number> {
  const rows = await db.query(
    `delete from identity.grant_capacities where grant_hash in (
       select grant_hash from identity.grant_capacities
       where chosen_at < $1::timestamptz order by chosen_at limit $2::integer
     ) returning 1`,
    [before, limit],
  );
  return rows.length;
}
