import type { Database } from '../../../../platform/database/database.ts';

export interface FoundArtifact {
  content: Buffer;
  consumedAt: Date | null;
}

/** The artifact of an id, or of its other key: what expired is not there. */
export async function findArtifact(
  db: Database,
  by: { kind: string; hash: Buffer; other: boolean; now: Date },
): Promise<FoundArtifact | undefined> {
  const column = by.other ? 'other_hash' : 'id_hash';
  const [row] = await db.query<FoundArtifact & Record<string, unknown>>({
    name: `identity.find-artifact-by-${column}`,
    text: `select content, consumed_at as "consumedAt" from identity.artifacts
     where kind = $1::text and ${column} = $2::bytea and expires_at > $3::timestamptz`,
    values: [by.kind, by.hash, by.now],
  });
  return row;
}
