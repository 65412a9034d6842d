import type { Database } from '../../../../platform/database/database.ts';

export async function deleteArtifact(db: Database, kind: string, idHash: Buffer): Promise<void> {
  await db.query({
    name: 'identity.delete-artifact',
    text: 'delete from identity.artifacts where kind = $1::text and id_hash = $2::bytea',
    values: [kind, idHash],
  });
}
