import type { Database } from '../../../../platform/database/database.ts';

/** For whom the person of a grant signed on, if the client asked for that. */
export async function selectCapacity(db: Database, grantHash: Buffer): Promise<string | undefined> {
  const [row] = await db.query<{ representedId: string }>(
    `select represented_id as "representedId" from identity.grant_capacities
     where grant_hash = $1::bytea`,
    [grantHash],
  );
  return row?.representedId;
}
