import type { Database } from '../../../../platform/database/database.ts';

/** Any fixed number: whoever makes or deletes signing keys holds this advisory lock. */
const LOCK = 7_205_201_104;

/** Until the end of the transaction no other server makes or deletes signing keys. */
export async function lockSigningKeys(db: Database): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1::bigint)', [LOCK]);
}
