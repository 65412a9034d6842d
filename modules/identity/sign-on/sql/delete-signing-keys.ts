import type { Database } from '../../../../platform/database/database.ts';

export async function deleteSigningKeys(db: Database, ids: readonly string[]): Promise<void> {
  await db.query('delete from identity.signing_keys where id = any($1::text[])', [ids]);
}
