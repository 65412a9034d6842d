import type { Context } from '../../platform/context.ts';
import { changeMeansStatus } from './change-means-status.ts';

/** The asking person blocks a means of their own, at once. Refuses: `means-unknown`, `means-lost`, `means-expired`. */
export async function blockMeans(context: Context, meansId: string): Promise<void> {
  await changeMeansStatus(context, meansId, { act: 'means.block', to: 'blocked' });
}
