import type { Context } from '../../platform/context.ts';
import { deleteOldCodes } from './sql/delete-old-codes.ts';

/** A day, so that a transaction that is being looked into still finds the code it was made with. */
const KEPT_MS = 86_400_000;
const BATCH_CODES = 10_000;
const BATCHES_MAX = 1_000;

/** Deletes one-time codes a day after their minute. Returns how many. */
export async function purgeOneTimeCodes(context: Context): Promise<number> {
  const before = new Date(context.clock.now().getTime() - KEPT_MS);
  let deleted = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const count = await deleteOldCodes(context.db, { before, limit: BATCH_CODES });
    deleted += count;
    if (count < BATCH_CODES) break;
  }
  return deleted;
}
