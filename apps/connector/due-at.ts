import type { Source } from './config.ts';
import type { SourceState } from './connector-state.ts';
import { nextOfCron, readCron, readDuration } from './schedule.ts';

/** What did not come to its end is not left until tomorrow. */
const UNFINISHED_MS = 300_000;
/** Of a source that states no schedule. */
const EVERY_DEFAULT = '1h';

/** When a source is to run, from when its last run began; one that did not come to its end is tried soon. */
export function dueAt(source: Source, { begunAt, unfinished }: SourceState): number {
  const scheduled = scheduledAt(source, begunAt);
  return begunAt && unfinished
    ? Math.min(scheduled, Date.parse(begunAt) + UNFINISHED_MS)
    : scheduled;
}

function scheduledAt({ cron, every = EVERY_DEFAULT }: Source, begunAt: string | undefined): number {
  const parsed = cron === undefined ? undefined : readCron(cron);
  // By a cron text, a source that never ran waits for its time; otherwise it is due at once.
  if (parsed) return nextOfCron(parsed, begunAt ? new Date(begunAt) : new Date())?.getTime() ?? 0;
  return begunAt ? Date.parse(begunAt) + readDuration(every) : 0;
}
