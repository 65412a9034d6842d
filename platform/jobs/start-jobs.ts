import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Context } from '../context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { contextOfSystem } from '../system-work.ts';
import type { Job } from './define-job.ts';

export interface RunningJobs {
  /** Runs a job soon, once, however many ask for it before it begins. */
  send(name: string): Promise<void>;
  /** Ends when what is running has ended, or after ten seconds. */
  stop(): Promise<void>;
}

const SCHEMA = 'jobs';
/** Any fixed number: whoever grants rights on the tables of the jobs holds this advisory lock. */
const GRANT_LOCK = 7_205_201_103;
const TIME_ZONE = 'Europe/Riga';
const POLLING_SECONDS = 2;
const STOP_TIMEOUT_MS = 10_000;
const POOL_MAX = 3;

/** Makes or upgrades the tables of the jobs, as the migrator: the application only works in them. */
export async function prepareJobs(migrator: pg.ClientConfig, applicationGroup: string) {
  const boss = new PgBoss({
    ...(migrator as { connectionString: string }),
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  });
  const failures: unknown[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  // One transaction, one server at a time: two grants on the same table at once fail.
  await boss.getDb().executeSql(`
    select pg_advisory_xact_lock(${GRANT_LOCK});
    grant usage on schema ${SCHEMA} to ${applicationGroup};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${applicationGroup};
    grant execute on all functions in schema ${SCHEMA} to ${applicationGroup};
  `);
  await boss.stop({ graceful: false });
  if (failures.length > 0) throw failures[0];
}

/** Runs the jobs of all modules on this server, beside any others. */
export async function startJobs(
  context: Context,
  connection: pg.ClientConfig,
  jobs: readonly Job[],
  metrics?: Metrics,
): Promise<RunningJobs> {
  const boss = new PgBoss({
    ...(connection as { connectionString: string }),
    schema: SCHEMA,
    max: POOL_MAX,
    migrate: false,
    createSchema: false,
  });
  boss.on('error', (error) => context.log.error({ err: error }, 'the jobs have a failure'));
  await boss.start();
  for (const job of jobs) await startJob(boss, context, job, metrics);
  await unscheduleOthers(boss, jobs);
  return {
    send: async (name) => {
      await boss.send(name);
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}

async function startJob(boss: PgBoss, context: Context, job: Job, metrics?: Metrics) {
  // "short": at most one waits, so that turns do not pile up behind a long one.
  await boss.createQueue(job.name, { policy: 'short', retryLimit: 2, retryBackoff: true });
  const options = { pollingIntervalSeconds: POLLING_SECONDS, batchSize: 1 };
  await boss.work(job.name, options, async ([turn]) => {
    const requestId = turn?.id ?? context.ids.next();
    const log = context.log.child({ job: job.name, requestId });
    try {
      await job.work({ ...contextOfSystem(context, job), requestId, log });
    } catch (error) {
      metrics?.jobFailures.inc({ job: job.name });
      log.error({ err: error }, 'a job failed');
      throw error;
    }
  });
  if (job.cron) await boss.schedule(job.name, job.cron, null, { tz: TIME_ZONE });
}

async function unscheduleOthers(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const scheduled = new Set(jobs.filter((job) => job.cron).map((job) => job.name));
  for (const { name } of await boss.getSchedules()) {
    if (!scheduled.has(name)) await boss.unschedule(name);
  }
}
