import type { Database } from '../../../../platform/database/database.ts';

/** Keeps how far the means of a confirmation is. */
export async function setSealed(db: Database, id: string, sealed: Buffer): Promise<void> {
  await db.query('update identity.confirmations set sealed = $2::bytea where id = $1::uuid', [
    id,
    sealed,
  ]);
}
