import type { Context } from '../../platform/context.ts';
import { hashMeansValue, type MeansStatus } from './means.ts';
import { selectMeansByHash } from './sql/select-means-by-hash.ts';

/** A means as those see it to whom it is shown. */
export interface ShownMeans {
  id: string;
  personId: string;
  kind: string;
  status: MeansStatus;
  singleUse: boolean;
  used: boolean;
}

/**
 * The means with a value, whatever its status; the caller decides what the status lets it do. The
 * transaction path does the same in its own round trip.
 */
export async function findMeans(context: Context, value: string): Promise<ShownMeans | undefined> {
  const hash = hashMeansValue(context.keys, value);
  return await selectMeansByHash(context.db, { hash, now: context.clock.now() });
}
