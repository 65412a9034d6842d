import type { Database } from '../../../../platform/database/database.ts';

/** Marks an artifact as used, once: says whether it was this call that did. */
export async function consumeArtifact(
  db: Database,
  artifact: { kind: string; idHash: Buffer; now: Date },
): Promise<boolean> {
  const rows = await db.query({
    name: 'identity.consume-artifact',
    text: `update identity.artifacts set consumed_at = $3::timestamptz
     where kind = $1::text and id_hash = $2::bytea and consumed_at is null
     returning 1`,
    values: [artifact.kind, artifact.idHash, artifact.now],
  });
  return rows.length === 1;
}
