import type { Database } from '../../../../platform/database/database.ts';

/** Keeps for whom a person signed on, with the grant that came of it. */
export async function insertCapacity(
  db: Database,
  of: { grantHash: Buffer; representedId: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into identity.grant_capacities (grant_hash, represented_id, chosen_at)
     values ($1::bytea, $2::uuid, $3::timestamptz)`,
    [of.grantHash, of.representedId, of.now],
  );
}
