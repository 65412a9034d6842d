import type { Database } from '../../../../platform/database/database.ts';

/** Whom a list named is not kept once it is decided. */
export async function deleteListRows(db: Database, listId: string): Promise<void> {
  await db.query('delete from entitlements.member_list_rows where list_id = $1::uuid', [listId]);
}
