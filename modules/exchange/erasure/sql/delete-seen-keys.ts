import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from exchange.seen_keys
where version_id = $1::integer and key_hash = any ($2::bytea[])`;

/** Forgets that uploads that wait for their end name records, and what they say of them. */
export async function deleteSeenKeys(
  db: Database,
  versionId: number,
  keyHashes: readonly Buffer[],
): Promise<void> {
  if (keyHashes.length > 0) await db.query(DELETE, [versionId, keyHashes]);
}
