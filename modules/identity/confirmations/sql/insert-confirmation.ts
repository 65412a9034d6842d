import type { Database } from '../../../../platform/database/database.ts';

export interface NewConfirmation {
  id: string;
  personId: string;
  act: string;
  means: string;
  contentDigest: Buffer;
  sealed: Buffer;
  begunAt: Date;
  expiresAt: Date;
}

export async function insertConfirmation(db: Database, one: NewConfirmation): Promise<void> {
  await db.query(
    `insert into identity.confirmations
       (id, person_id, act, means, content_digest, sealed, begun_at, expires_at)
     values ($1::uuid, $2::uuid, $3::text, $4::text, $5::bytea, $6::bytea, $7::timestamptz,
       $8::timestamptz)`,
    [
      one.id,
      one.personId,
      one.act,
      one.means,
      one.contentDigest,
      one.sealed,
      one.begunAt,
      one.expiresAt,
    ],
  );
}
