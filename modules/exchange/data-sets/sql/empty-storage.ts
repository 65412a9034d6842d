import type { Database } from '../../../../platform/database/database.ts';

/** Removes the records, changes, uploads and quarantine with which a version was tried out. */
export async function emptyStorage(db: Database, versionId: number): Promise<void> {
  await db.query('select exchange.empty_storage($1::integer)', [versionId]);
}
