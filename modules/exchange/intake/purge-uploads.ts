import type { Context } from '../../../platform/context.ts';
import { endOldUploads } from './sql/end-old-uploads.ts';

const KEPT_MS = 7 * 86_400_000;

/** Ends uploads that nobody went on with for a week, with the lines that were kept for their end. */
export async function purgeUploads(context: Context): Promise<void> {
  const now = context.clock.now();
  const begunBefore = new Date(now.getTime() - KEPT_MS);
  await endOldUploads(context.db, { begunBefore, endedAt: now });
}
