import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update entitlements.grants
set status = $2::text, decided_by = $3::uuid, decided_at = $4::timestamptz,
  refusal_encrypted = $5::bytea
where id = $1::uuid`;

/** Confirmed, or rejected with a reason. */
export async function setGrantDecided(
  db: Database,
  id: string,
  decided: {
    status: 'confirmed' | 'rejected';
    by: string;
    at: Date;
    refusalEncrypted: Buffer | null;
  },
): Promise<void> {
  const { status, by, at, refusalEncrypted } = decided;
  await db.query(UPDATE, [id, status, by, at, refusalEncrypted]);
}
