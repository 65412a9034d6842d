import type { Database } from '../../../platform/database/database.ts';

/** Two codes asked for at once by one person wait for each other here; the later one stays. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('one-time-code:' || $1::text, 0))`;

const DELETE = `
delete from means.means
where person_id = $1::uuid and single_use and used_at is null`;

export async function deleteUnusedCodes(db: Database, personId: string): Promise<void> {
  await db.query(LOCK, [personId]);
  await db.query(DELETE, [personId]);
}
