import type { Context } from '../../platform/context.ts';
import { CLIENT_ID_RETENTION_MS } from './authorising/check-basket.ts';

const BATCH = 5_000;
const BATCHES_MAX = 2_000;
/**
 * Kept a day longer than what is refused as too old, so that an id is never both unknown and young
 * enough to be run again.
 */
const MARGIN_MS = 24 * 3_600_000;

/** Deletes the clients' own ids after their retention. Transactions themselves stay. */
export async function deleteOldClientIds(context: Context): Promise<number> {
  const before = new Date(context.clock.now().getTime() - CLIENT_ID_RETENTION_MS - MARGIN_MS);
  let deleted = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const [row] = await context.db.query<{ deleted: number }>(
      'select transactions.delete_old_client_ids($1::timestamptz, $2::integer) as deleted',
      [before, BATCH],
    );
    deleted += row?.deleted ?? 0;
    if ((row?.deleted ?? 0) < BATCH) break;
  }
  return deleted;
}
