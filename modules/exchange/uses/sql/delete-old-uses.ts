import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** Takes the years out of the use log that ended before a day, each as a whole. */
export async function deleteOldUses(db: Database, before: Day): Promise<void> {
  await db.query('select exchange.forget_uses($1::date)', [before]);
}
