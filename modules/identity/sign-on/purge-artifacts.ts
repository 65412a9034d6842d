import type { Context } from '../../../platform/context.ts';
import { deleteExpiredArtifacts } from './sql/delete-expired-artifacts.ts';

const BATCH = 5_000;
const BATCHES_MAX = 1_000;

/** Forgets codes, tokens, sessions and log-ins under way whose time is over. */
export async function purgeArtifacts({ db, clock }: Context): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    if ((await deleteExpiredArtifacts(db, clock.now(), BATCH)) < BATCH) return;
  }
}
