import type { Database } from '../../../../platform/database/database.ts';
import type { ChosenCapacity } from '../chosen-capacity.ts';

/** Keeps for whom a person signed on, with the grant that came of it. */
export async function insertCapacity(
  db: Database,
  of: { grantHash: Buffer; chosen: ChosenCapacity; now: Date },
): Promise<void> {
  const { representedId = null, organisationId = null } = of.chosen;
  await db.query(
    `insert into identity.grant_capacities
       (grant_hash, represented_id, represented_organisation_id, chosen_at)
     values ($1::bytea, $2::uuid, $3::uuid, $4::timestamptz)`,
    [of.grantHash, representedId, organisationId, of.now],
  );
}
