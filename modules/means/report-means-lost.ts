import type { Context } from '../../platform/context.ts';
import { changeMeansStatus } from './change-means-status.ts';

/** The asking person reports a loss; only a new means from its issuer helps. Refuses: `means-unknown`. */
export async function reportMeansLost(context: Context, meansId: string): Promise<void> {
  await changeMeansStatus(context, meansId, { act: 'means.report-lost', to: 'lost' });
}
