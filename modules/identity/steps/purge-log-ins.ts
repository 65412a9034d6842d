import type { Context } from '../../../platform/context.ts';
import { FAILURES_KEPT_MS } from './slow-guessing.ts';
import { deleteOldFailedLogIns } from './sql/delete-old-failed-log-ins.ts';
import { deleteOldLogIns } from './sql/delete-old-log-ins.ts';

/** As long as a browser keeps the secret by which its device is known again. */
const LOG_INS_KEPT_MS = 400 * 86_400_000;
const BATCH = 1_000;
const BATCHES_MAX = 1_000;

/** Forgets log-ins of more than 400 days ago, and failures that count no more. */
export async function purgeLogIns({ db, clock }: Context): Promise<void> {
  const before = (keptMs: number) => new Date(clock.now().getTime() - keptMs);
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const logIns = await deleteOldLogIns(db, before(LOG_INS_KEPT_MS), BATCH);
    const failures = await deleteOldFailedLogIns(db, before(FAILURES_KEPT_MS), BATCH);
    if (logIns < BATCH && failures < BATCH) return;
  }
}
