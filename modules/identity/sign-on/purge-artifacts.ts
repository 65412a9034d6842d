import type { Context } from '../../../platform/context.ts';
import { deleteExpiredArtifacts } from './sql/delete-expired-artifacts.ts';
import { deleteOldCapacities } from './sql/delete-old-capacities.ts';

/** Longer than any grant lives. */
const GRANT_KEPT_MS = 60 * 86_400_000;
const BATCH = 5_000;
const BATCHES_MAX = 1_000;

/** Forgets codes, tokens, sessions and log-ins under way whose time is over. */
export async function purgeArtifacts({ db, clock }: Context): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    if ((await deleteExpiredArtifacts(db, clock.now(), BATCH)) < BATCH) break;
  }
  const ended = new Date(clock.now().getTime() - GRANT_KEPT_MS);
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    if ((await deleteOldCapacities(db, ended, BATCH)) < BATCH) return;
  }
}
