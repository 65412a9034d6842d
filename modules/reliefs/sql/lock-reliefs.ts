import type { Database } from '../../../platform/database/database.ts';

/** Lets one import at a time change the catalogue; readers go on. Held until the transaction ends. */
export async function lockReliefs(db: Database): Promise<void> {
  await db.query('lock table reliefs.reliefs in share row exclusive mode');
}
