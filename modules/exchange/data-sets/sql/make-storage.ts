import type { Database } from '../../../../platform/database/database.ts';

/** Makes the tables of a new version's records. */
export async function makeStorage(db: Database, versionId: number): Promise<void> {
  await db.query('select exchange.make_storage($1::integer)', [versionId]);
}
