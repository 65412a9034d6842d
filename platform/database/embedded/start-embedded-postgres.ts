import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Keyring } from '../../keys/keyring.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import {
  ADMINISTRATOR,
  isAlive,
  makeCluster,
  readPostmaster,
  serverEnvironment,
} from './postgres-cluster.ts';
import { findServerUser, reachableFolder, type SystemUser } from './postgres-user.ts';

export interface EmbeddedPostgres {
  adminUrl: string;
  /** Where its files are: not the wanted folder when the server's user may not enter that. */
  cluster: string;
  /** Started by another program that is still alive: it ends with that one, not with us. */
  adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The installation's folder. The cluster is `postgres` in it. */
  folder: string;
  keys: Pick<Keyring, 'password'>;
  /** False in tests only: a crash may then lose everything. */
  durable?: boolean;
  /** False: a database that is not there yet is an error, and nothing is made. */
  make?: boolean;
  /** Told what a person should know, as a sentence. */
  tell?: (sentence: string) => void;
  /** Instead of `/var/lib/koplieta`. */
  fallbackFolder?: string;
}

const OWNER_PREFIX = 'koplieta_of_';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const STARTS_MAX = 5;

/**
 * Runs the server, and stops it (fast: sessions end, nothing confirmed is lost) when its standard
 * input closes, which happens however the program ends, a kill -9 included.
 */
const SUPERVISOR = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
( cat <&3 >/dev/null; kill -INT $server ) 2>/dev/null &
exec 3<&-
wait $server
`;

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=192MB',
  'max_wal_size=2GB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
];

const UNSAFE_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Starts the installation's own PostgreSQL, or takes the one that a program of it has started. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const user = findServerUser();
  const wanted = resolve(options.folder, 'postgres');
  const cluster = reachableFolder(wanted, user, options.fallbackFolder);
  if (cluster !== wanted) {
    options.tell?.(
      `The database is in ${cluster}: PostgreSQL runs as the user "postgres", who may not enter ` +
        `${options.folder}.`,
    );
  }
  if (options.make === false && !existsSync(join(cluster, 'PG_VERSION'))) {
    throw new Error(`There is none in ${cluster} yet. "npm start" makes it.`);
  }
  mkdirSync(options.folder, { recursive: true, mode: 0o711 });
  const password = options.keys.password(ADMINISTRATOR);
  const binaries = postgresBinaries(user, resolve(cluster, '..'));
  await makeCluster({ cluster, binaries, user, password });
  for (let start = 1; ; start++) {
    const running = await takeRunning(cluster, password);
    if (running) return running;
    try {
      return await startServer({ ...options, cluster, binaries, user, password });
    } catch (error) {
      // Somebody else's server won the race for the cluster: take that one.
      if (start === STARTS_MAX || !readPostmaster(cluster)) throw error;
    }
  }
}

interface ServerStart extends EmbeddedPostgresOptions {
  cluster: string;
  binaries: PostgresBinaries;
  user: SystemUser | undefined;
  password: string;
}

async function startServer(start: ServerStart): Promise<EmbeddedPostgres> {
  const { cluster, binaries, user, password, durable = true } = start;
  const port = await freePort();
  const settings = [
    ...SETTINGS,
    ...(durable ? [] : UNSAFE_SETTINGS),
    `port=${port}`,
    `cluster_name=${OWNER_PREFIX}${process.pid}`,
  ];
  const logPath = join(start.folder, 'postgres.log');
  const log = openSync(logPath, 'w', 0o600);
  const server = spawn(
    '/bin/sh',
    ['-c', SUPERVISOR, 'sh', binaries.postgres, '-D', cluster, ...settings.map((s) => `-c${s}`)],
    // In a process group of its own: Ctrl-C in a terminal is for the program, which then stops us.
    { ...user, cwd: cluster, env: serverEnvironment(), detached: true, stdio: ['pipe', log, log] },
  );
  closeSync(log);
  const adminUrl = urlOf(port, password);
  try {
    await untilReady(server, adminUrl);
  } catch (error) {
    const said = readFileSync(logPath, 'utf8').trim().split('\n').slice(-5).join('\n');
    throw new Error(`PostgreSQL did not start in ${cluster}. It said:\n${said}`, { cause: error });
  }
  return { adminUrl, cluster, adopted: false, stop: () => stopServer(server) };
}

/** The live server of `postmaster.pid`: kept when its program lives, stopped when that is gone. */
async function takeRunning(
  cluster: string,
  password: string,
): Promise<EmbeddedPostgres | undefined> {
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  for (;;) {
    const postmaster = readPostmaster(cluster);
    if (!postmaster || !isPostgres(postmaster.pid)) return undefined;
    if (postmaster.status === 'ready' && isAlive(readOwner(cluster))) {
      const adminUrl = urlOf(postmaster.port, password);
      if (await answers(adminUrl)) {
        return { adminUrl, cluster, adopted: true, stop: async () => {} };
      }
    } else if (postmaster.status === 'ready') {
      process.kill(postmaster.pid, 'SIGINT');
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The PostgreSQL with process id ${postmaster.pid} holds ${cluster} and neither answers nor ` +
          'ends. Stop it, and start again.',
      );
    }
    await sleep(POLL_MS);
  }
}

/** After a restart of the machine the id in `postmaster.pid` may be anybody's. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return true;
  }
}

async function untilReady(server: ChildProcess, adminUrl: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`It ended with status ${server.exitCode}.`);
    if (await answers(adminUrl)) return;
    await sleep(POLL_MS);
  }
  server.stdin?.end();
  throw new Error(`It was not ready within ${START_TIMEOUT_MS / 1000} seconds.`);
}

async function answers(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01: a wrong password. Waiting does not help.
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new Error(
        'The database was made with another secret than this installation has: put the old one ' +
          'back, or move the database folder away to begin anew.',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  server.stdin?.end();
  const late = new AbortController();
  await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { signal: late.signal })]);
  late.abort();
}

function urlOf(port: number, password: string): string {
  return `postgres://${ADMINISTRATOR}:${password}@127.0.0.1:${port}/postgres`;
}

/** The program that started a server, as the server itself wrote it down. */
function readOwner(cluster: string): number {
  try {
    const told = readFileSync(join(cluster, 'postmaster.opts'), 'utf8');
    return Number(new RegExp(`cluster_name=${OWNER_PREFIX}(\\d+)`).exec(told)?.[1]);
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
