import type { Context } from '../context.ts';
import type { SystemWork } from '../system-work.ts';

/** Work that nobody waits for: on a schedule, or when somebody sends it. */
export interface Job extends SystemWork {
  /** Five fields, reckoned in Europe/Riga. One server of all runs each turn. */
  readonly cron?: string;
  /** Runs as the actor `system`. May be run again after a failure: doing it twice does no harm. */
  work(context: Context): Promise<void>;
}

export function defineJob(job: Job): Job {
  return Object.freeze(job);
}
