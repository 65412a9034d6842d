import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update entitlements.member_lists
set added = $2::integer, ended = $3::integer
where id = $1::uuid`;

/** What a list would do, and then what it did. */
export async function setListEffect(
  db: Database,
  id: string,
  { added, ended }: { added: number; ended: number },
): Promise<void> {
  await db.query(UPDATE, [id, added, ended]);
}
