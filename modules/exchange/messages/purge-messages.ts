import type { Context } from '../../../platform/context.ts';
import { deleteOldMessages } from './sql/delete-old-messages.ts';

/** For so long an expired message can still be read and replayed as a dead letter. */
const KEPT_MS = 30 * 86_400_000;
const SLICE = 5_000;
const SLICES_MAX = 2_000;

/** Deletes messages that expired a month ago, and the dead letters that they are. */
export async function purgeMessages(context: Context): Promise<void> {
  const expiredBefore = new Date(context.clock.now().getTime() - KEPT_MS);
  for (let turn = 0; turn < SLICES_MAX; turn++) {
    const deleted = await deleteOldMessages(context.db, { expiredBefore, slice: SLICE });
    if (deleted < SLICE) return;
  }
}
