import type { Database } from '../../../../platform/database/database.ts';

export interface DeskCode {
  personId: string;
  codeHash: Buffer;
  issuedBy: string;
  issuedAt: Date;
  expiresAt: Date;
}

/** Writes the code of a person, in the place of the one before. Those that nobody used in time go too. */
export async function upsertDeskCode(db: Database, code: DeskCode): Promise<void> {
  const { personId, codeHash, issuedBy, issuedAt, expiresAt } = code;
  await db.query('delete from identity.desk_codes where expires_at <= $1::timestamptz', [issuedAt]);
  await db.query(
    `insert into identity.desk_codes (person_id, code_hash, issued_by, issued_at, expires_at)
     values ($1::uuid, $2::bytea, $3::uuid, $4::timestamptz, $5::timestamptz)
     on conflict (person_id) do update set code_hash = excluded.code_hash,
       issued_by = excluded.issued_by, issued_at = excluded.issued_at,
       expires_at = excluded.expires_at`,
    [personId, codeHash, issuedBy, issuedAt, expiresAt],
  );
}
