import type { Context } from '../../platform/context.ts';
import { deleteOldSessions } from './sql/delete-old-sessions.ts';

/** An expired session is kept so long, to tell what happened with it. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const BATCH = 1_000;
const BATCHES_MAX = 1_000;

/** Forgets sessions that expired more than a week ago. */
export async function purgeSessions(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - KEPT_MS);
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    if ((await deleteOldSessions(context.db, before, BATCH)) < BATCH) return;
  }
}
