import type { Database } from '../../../../platform/database/database.ts';

/** Takes back a grant with all that came from it: its codes and tokens of any kind. */
export async function deleteArtifactsOfGrant(db: Database, grantHash: Buffer): Promise<void> {
  await db.query({
    name: 'identity.delete-artifacts-of-grant',
    text: 'delete from identity.artifacts where grant_hash = $1::bytea',
    values: [grantHash],
  });
}
