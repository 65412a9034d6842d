import type { Database } from '../../../../platform/database/database.ts';
import type { ChosenCapacity } from '../chosen-capacity.ts';

/** For whom the person of a grant signed on, if the client asked for that. */
export async function selectCapacity(
  db: Database,
  grantHash: Buffer,
): Promise<ChosenCapacity | undefined> {
  const [row] = await db.query<{ chosen: ChosenCapacity }>(
    `select jsonb_strip_nulls(jsonb_build_object('representedId', represented_id,
       'organisationId', represented_organisation_id)) as chosen
     from identity.grant_capacities where grant_hash = $1::bytea`,
    [grantHash],
  );
  return row?.chosen;
}
