import type { Database } from '../../../../platform/database/database.ts';

export interface ArtifactRow {
  kind: string;
  idHash: Buffer;
  content: Buffer;
  grantHash: Buffer | null;
  otherHash: Buffer | null;
  personId: string | null;
  expiresAt: Date;
}

/**
 * Keeps an artifact, or what became of it. `once`: it may not be there before, unless it expired; says
 * whether it was written. So of two requests with one proof only the first is heard.
 */
export async function upsertArtifact(
  db: Database,
  row: ArtifactRow,
  { once, now }: { once: boolean; now: Date },
): Promise<boolean> {
  const { kind, idHash, content, grantHash, otherHash, personId, expiresAt } = row;
  const written = await db.query({
    name: 'identity.upsert-artifact',
    text: `insert into identity.artifacts as held
       (kind, id_hash, content, grant_hash, other_hash, person_id, expires_at)
     values ($1::text, $2::bytea, $3::bytea, $4::bytea, $5::bytea, $6::uuid, $7::timestamptz)
     on conflict (kind, id_hash) do update set
       content = excluded.content, grant_hash = excluded.grant_hash,
       other_hash = excluded.other_hash, person_id = excluded.person_id,
       expires_at = excluded.expires_at
     where not $8::boolean or held.expires_at <= $9::timestamptz
     returning 1`,
    values: [kind, idHash, content, grantHash, otherHash, personId, expiresAt, once, now],
  });
  return written.length === 1;
}
