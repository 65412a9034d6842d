import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

interface NewGrant {
  id: string;
  personId: string;
  reliefId: string;
  grantorId: string;
  from: Day;
  to: Day;
  reasonEncrypted: Buffer;
  by: string;
  at: Date;
}

const INSERT = `
insert into entitlements.grants (id, person_id, relief_id, grantor_id, valid_from, valid_to,
  reason_encrypted, status, proposed_by, proposed_at)
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::date, $6::date, $7::bytea, 'proposed', $8::uuid,
  $9::timestamptz)`;

/** Adds a grant that waits for a second official. */
export async function insertGrant(db: Database, grant: NewGrant): Promise<void> {
  const { id, personId, reliefId, grantorId, from, to, reasonEncrypted, by, at } = grant;
  await db.query(INSERT, [id, personId, reliefId, grantorId, from, to, reasonEncrypted, by, at]);
}
