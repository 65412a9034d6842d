import type { Database } from '../../../platform/database/database.ts';
import type { AssuranceLevel } from '../sign-on/assurance-level.ts';

interface NewSession {
  id: string;
  secretHash: Buffer;
  personId: string | null;
  terminalId: string | null;
  sidHash: Buffer | null;
  level: AssuranceLevel | null;
  means: string | null;
  officialId: string | null;
  confinedTo: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Writes the session if its holder exists and may sign on; says whether it did. */
export async function insertSession(db: Database, session: NewSession): Promise<boolean> {
  const rows = await db.query(
    `insert into identity.sessions
       (id, secret_hash, person_id, terminal_id, created_at, expires_at, used_at, sid_hash, level,
        means, official_id, confined_to)
     select $1::uuid, $2::bytea, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz,
       $5::timestamptz, $7::bytea, $8::text, $9::text, $10::uuid, $11::uuid
     where exists (select from persons.living_persons where id = $3::uuid)
       or exists (select from providers.terminals_to_sign_on where id = $4::uuid)
     returning id`,
    [
      session.id,
      session.secretHash,
      session.personId,
      session.terminalId,
      session.createdAt,
      session.expiresAt,
      session.sidHash,
      session.level,
      session.means,
      session.officialId,
      session.confinedTo,
    ],
  );
  return rows.length === 1;
}
