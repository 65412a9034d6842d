import { createServer } from 'node:net';
import {
  measureFollowing,
  noteChangedPersons,
  startFollower,
  startStatementFollower,
} from '../../modules/entitlements/index.ts';
import { endKeysOfOwnProviders, readOwnProviders } from '../../modules/identity/index.ts';
import {
  startFollower as followRegisters,
  measureRegisters,
} from '../../modules/registers/index.ts';
import { startSealer } from '../../platform/audit/index.ts';
import { type Config, ConfigError } from '../../platform/config/config.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { startJobs } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log/log.ts';
import { createMetrics } from '../../platform/metrics/metrics.ts';
import type { Progress } from '../../platform/progress/progress.ts';
import { composeServer } from './compose.ts';
import { headJobs, JOBS } from './modules.ts';
import { type Installation, openInstallation } from './open-installation.ts';
import { buildWebIfStale } from './serve-web.ts';
import { type SimulatedMeans, startSimulatedMeans } from './simulated-means.ts';
import { startFollowing } from './start-following.ts';
import { listExamples, START_STEPS } from './start-steps.ts';

const PORTS_TRIED = 50;

/** A server that runs. Closing it ends everything that it started. */
export interface RunningServer {
  baseUrl: string;
  installation: Installation;
  close(): Promise<void>;
}

/** Brings the whole platform up, step by step. When a step fails, what was started is ended. */
export async function start(
  config: Config,
  options: { log: Log; progress: Progress; web?: boolean },
): Promise<RunningServer> {
  const begunAt = performance.now();
  const { log, progress, web = true } = options;
  const installation = await openInstallation(config, { command: 'start', log, progress });
  try {
    for (const { name, run } of START_STEPS) {
      await progress.step(name, (tell) => run(installation, tell));
    }
    if (web)
      await progress.step('Building the web app', async () => void (await buildWebIfStale()));
    const metrics = createMetrics({ machine: true });
    measureRegisters(metrics.registry, installation.context);
    measureFollowing(metrics.registry, installation.context);
    await startWorkers(installation, metrics);
    const { context, operatorKey } = installation;
    const { simulated, publicUrl, certificateHeader, proxies } = config;
    const means = await simulateMeans(installation);
    const loginMeansFile = config.loginMeansFile ?? means?.file;
    await endKeysOfOwnProviders(context, readOwnProviders(loginMeansFile));
    const waking = startFollowing(installation);
    const own = { publicUrl, certificateHeader, proxies, loginMeansFile, waking };
    const app = await composeServer({ context, operatorKey, simulated, web, metrics, ...own });
    installation.onClose(() => app.close());
    const baseUrl = await listen(app, config);
    const seconds = (performance.now() - begunAt) / 1000;
    progress.say(await welcome(installation, { baseUrl, seconds, means }));
    return { baseUrl, installation, close: installation.close };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

/** What works beside the requests: the sealer of the audit, who follows changes, and the jobs. */
async function startWorkers(
  installation: Installation,
  metrics: ReturnType<typeof createMetrics>,
): Promise<void> {
  const { context, access, config } = installation;
  const sealer = startSealer(context);
  installation.onClose(() => sealer.stop());
  for (const begin of [startFollower, startStatementFollower]) {
    const follower = begin(context, access.application);
    installation.onClose(() => follower.stop());
  }
  const registers = followRegisters(context, access.application, {
    onFactsChanged: noteChangedPersons,
  });
  installation.onClose(() => registers.stop());
  const heads = headJobs({ folder: config.auditHeadsFolder, url: config.auditHeadsUrl });
  const jobs = await startJobs(context, access.application, [...JOBS, ...heads], metrics);
  installation.onClose(() => jobs.stop());
}

async function listen(app: HttpApp, config: Config): Promise<string> {
  const { host } = config;
  const port = await firstFreePort(config);
  await listenQuietly(app, { host, port });
  const address = app.server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${actual}`;
}

/** The framework would log where it listens, just before we say it ourselves. */
async function listenQuietly(app: HttpApp, where: { host: string; port: number }): Promise<void> {
  const { level } = app.log;
  if (level === 'info') app.log.level = 'warn';
  try {
    await app.listen(where);
  } finally {
    app.log.level = level;
  }
}

/** The port of the settings, or, when nobody asked for that one, the next that is free. */
async function firstFreePort({ host, port, portFixed }: Config): Promise<number> {
  if (port === 0) return 0;
  for (let candidate = port; candidate < port + PORTS_TRIED; candidate++) {
    if (await isFree(host, candidate)) return candidate;
    if (portFixed) {
      throw new ConfigError([
        `Port ${port} of ${host} is taken, or may not be used. Set KOPLIETA_PORT to another one, ` +
          'or leave it out.',
      ]);
    }
  }
  throw new ConfigError([`No port from ${port} on is free. Set KOPLIETA_PORT to one that is.`]);
}

async function isFree(host: string, port: number): Promise<boolean> {
  return await new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ host, port }, () => probe.close(() => done(true)));
  });
}

/** In the simulated country people have a bank and telephones, unless the settings name others. */
async function simulateMeans(installation: Installation): Promise<SimulatedMeans | undefined> {
  const { simulated, loginMeansFile, folder } = installation.config;
  if (!simulated || loginMeansFile !== undefined) return undefined;
  const means = await startSimulatedMeans(folder);
  installation.onClose(async () => means.stop());
  return means;
}

async function welcome(
  installation: Installation,
  started: { baseUrl: string; seconds: number; means: SimulatedMeans | undefined },
): Promise<string> {
  const { baseUrl, seconds, means } = started;
  const { now } = installation.config;
  return [
    '',
    `Koplieta is ready, after ${seconds.toFixed(1)} s.`,
    '',
    `  Open                      ${baseUrl}/`,
    `  Documentation of the API  ${baseUrl}/api-docs`,
    `  Files, secret included    ${installation.config.folder}`,
    ...(means ? [`  Telephones (Smart-ID)     ${means.telephones}`] : []),
    ...(now ? [`  The clock began at        ${now.toISOString()}`] : []),
    '',
    ...(await listExamples(installation)),
    'Ctrl-C ends it.',
  ].join('\n');
}
