import type { Database } from '../../../../platform/database/database.ts';

/** Until the transaction ends nobody else decides about the grant. */
export async function lockGrant(db: Database, id: string): Promise<void> {
  await db.query('select from entitlements.grants where id = $1::uuid for no key update', [id]);
}
