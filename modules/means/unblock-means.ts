import type { Context } from '../../platform/context.ts';
import { changeMeansStatus } from './change-means-status.ts';

/** The asking person takes a block back. Refuses: `means-unknown`, `means-lost`, `means-expired`. */
export async function unblockMeans(context: Context, meansId: string): Promise<void> {
  await changeMeansStatus(context, meansId, { act: 'means.unblock', to: 'active' });
}
