import type { Database } from '../../../../platform/database/database.ts';

/** Until the transaction ends nobody else proposes or decides about a list of the group. */
export async function lockGroup(db: Database, id: string): Promise<void> {
  await db.query('select from entitlements.recipient_groups where id = $1::uuid for update', [id]);
}
