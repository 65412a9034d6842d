import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorConfig, Source } from './config.ts';
import { ConnectorFailure } from './connector-failure.ts';
import { StateFolder } from './connector-state.ts';
import { dueAt } from './due-at.ts';
import { checkFolder, runFolder } from './folder-source.ts';
import { PlatformClient } from './platform-client.ts';
import { checkPostgres, runPostgres } from './postgres-source.ts';
import { type Counts, countsText, type SourceRun, secretOf } from './source-run.ts';

export interface Connector {
  config: ConnectorConfig;
  /** Paths of the configuration begin here. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  say(sentence: string): void;
}

const ATTEMPTS_MAX = 6;
const FIRST_WAIT_MS = 500;
const WAIT_MS_MAX = 30_000;
const PROGRESS_INTERVAL_MS = 5_000;
/** The longest that a timer can wait is 24 days; the schedule is looked at more often than that. */
const SLEEP_MS_MAX = 3_600_000;

/** Runs every source once, one after the other. Returns how many of them failed. */
export async function runOnce(connector: Connector): Promise<number> {
  return await withState(connector, async (state) => {
    let failed = 0;
    for (const name of Object.keys(connector.config.sources)) {
      if (connector.signal.aborted) break;
      if (!(await runSource(connector, state, name))) failed += 1;
    }
    return failed;
  });
}

/** Runs each source when it is due, until the signal comes. What was due meanwhile runs once. */
export async function runOnSchedule(connector: Connector): Promise<void> {
  await withState(connector, async (state) => {
    const { config, signal } = connector;
    while (!signal.aborted) {
      const due = Object.entries(config.sources)
        .map(([name, source]) => ({ name, at: dueAt(source, state.of(name)) }))
        .sort((one, other) => one.at - other.at);
      const [next] = due;
      if (!next) throw new ConnectorFailure('There is no source to run.');
      const waitMs = next.at - Date.now();
      if (waitMs <= 0) await runSource(connector, state, next.name);
      else await sleep(Math.min(waitMs, SLEEP_MS_MAX), undefined, { signal }).catch(() => {});
    }
  });
}

/** Checks variables, connections, columns and folders without sending anything. */
export async function checkConnector(connector: Connector): Promise<void> {
  await withState(connector, async (state) => {
    for (const [name, source] of Object.entries(connector.config.sources)) {
      const run = makeRun(connector, state, { name, source });
      if (source.postgres) await checkPostgres(source.postgres, run);
      if (source.folder) await checkFolder(source.folder, run);
      connector.say(`${name}: can be read, and ${source.dataSet} be reached`);
    }
  });
}

async function withState<Answer>(
  { config, folder }: Connector,
  work: (state: StateFolder) => Promise<Answer>,
): Promise<Answer> {
  const state = new StateFolder(resolve(folder, config.state));
  try {
    return await work(state);
  } finally {
    state.close();
  }
}

/** Whether it went well. What passes is tried again, ever later. */
async function runSource(connector: Connector, state: StateFolder, name: string): Promise<boolean> {
  const { config, signal, say } = connector;
  const source = config.sources[name];
  if (!source) return false;
  state.keep(name, { begunAt: new Date().toISOString(), unfinished: true });
  for (let attempt = 1; ; attempt++) {
    try {
      const counts = await runOne(source, makeRun(connector, state, { name, source }));
      state.keep(name, { unfinished: false });
      say(`${name}: ${countsText(counts)}`);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      // Whatever it is: one source does not end the others.
      say(`${name}: ${error instanceof Error ? error.message : error}`);
      const passes = error instanceof ConnectorFailure && error.passing;
      if (!passes) state.keep(name, { unfinished: false });
      if (!passes || attempt === ATTEMPTS_MAX) return false;
      const waitMs = Math.min(FIRST_WAIT_MS * 2 ** attempt, WAIT_MS_MAX);
      await sleep(waitMs * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
      if (signal.aborted) return false;
    }
  }
}

async function runOne({ postgres, folder }: Source, run: SourceRun): Promise<Counts> {
  if (postgres) return await runPostgres(postgres, run);
  if (folder) return await runFolder(folder, run);
  return new Map();
}

function makeRun(
  { config, folder, environment, signal, say }: Connector,
  state: StateFolder,
  { name, source }: { name: string; source: Source },
): SourceRun {
  const key = secretOf({ environment }, config.key);
  const client = new PlatformClient({ address: config.platform, key, signal });
  let saidAt = 0;
  const tell = (sentence: string) => {
    if (Date.now() - saidAt < PROGRESS_INTERVAL_MS) return;
    saidAt = Date.now();
    say(`${name}: ${sentence}`);
  };
  const { dataSet } = source;
  return { name, dataSet, client, state, folder, environment, signal, now, say: tell };
}

function now(): Date {
  return new Date();
}
