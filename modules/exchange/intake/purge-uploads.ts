import type { Context } from '../../../platform/context.ts';
import { deleteOldQuarantined } from './sql/delete-old-quarantined.ts';
import { endOldUploads } from './sql/end-old-uploads.ts';

const DAY_MS = 86_400_000;
const UPLOADS_KEPT_MS = 7 * DAY_MS;
const QUARANTINE_KEPT_MS = 90 * DAY_MS;
const SLICE = 5_000;
const SLICES_MAX = 2_000;

/**
 * Ends uploads that nobody went on with for a week, with the lines that were kept for their end, and
 * deletes refused records that nobody mended for 90 days.
 */
export async function purgeUploads(context: Context): Promise<void> {
  const now = context.clock.now();
  const begunBefore = new Date(now.getTime() - UPLOADS_KEPT_MS);
  await endOldUploads(context.db, { begunBefore, endedAt: now });
  const receivedBefore = new Date(now.getTime() - QUARANTINE_KEPT_MS);
  for (let turn = 0; turn < SLICES_MAX; turn++) {
    const deleted = await deleteOldQuarantined(context.db, { receivedBefore, slice: SLICE });
    if (deleted < SLICE) return;
  }
}
