import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update entitlements.member_lists
set status = $2::text, decided_by = $3::uuid, decided_at = $4::timestamptz
where id = $1::uuid`;

export async function setListDecided(
  db: Database,
  id: string,
  { status, by, at }: { status: 'confirmed' | 'rejected'; by: string; at: Date },
): Promise<void> {
  await db.query(UPDATE, [id, status, by, at]);
}
