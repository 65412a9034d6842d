import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { SystemUser } from './postgres-user.ts';

/** The administrator of the embedded server. */
export const ADMINISTRATOR = 'postgres';

/** What `postmaster.pid` says of the server that runs, or ran, on a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `ready`, `starting`, `stopping` ... */
  status: string;
}

/** Makes the cluster's folder once. Made beside and renamed: a half one is never seen. */
export async function makeCluster(options: {
  cluster: string;
  binaries: PostgresBinaries;
  user: SystemUser | undefined;
  password: string;
}): Promise<void> {
  const { cluster, binaries, user, password } = options;
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    refuseOtherVersion(cluster, binaries, user);
    return;
  }
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o711 });
  const half = `${cluster}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${half}.password`;
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [half, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    await initialise(half, passwordFile, binaries, user);
    takePlace(half, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/** Another program of the installation may have been first: then its cluster is the one. */
function takePlace(half: string, cluster: string): void {
  try {
    renameSync(half, cluster);
  } catch (error) {
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
  }
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return {
      pid: Math.abs(Number(lines[0])),
      port: Number(lines[3]),
      status: (lines[7] ?? 'starting').trim(),
    };
  } catch {
    return undefined;
  }
}

/** Whether a process lives, whoever owns it. A dead one that nobody has collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return !existsSync('/proc/self');
  }
}

async function initialise(
  folder: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  // The built-in locale is the same on every machine, whatever locales it has.
  const options = [
    `--pgdata=${folder}`,
    `--username=${ADMINISTRATOR}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ];
  try {
    // Not the blocking kind: it takes seconds on a slow disk, and the progress must be told.
    const settings = { ...user, cwd: folder, env: serverEnvironment() };
    await promisify(execFile)(binaries.initdb, options, settings);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`initdb failed in ${folder}: ${stderr?.trim() || message}`);
  }
}

/** Nothing of the program's own settings and secrets goes to the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function refuseOtherVersion(
  cluster: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): void {
  const told = spawnSync(binaries.postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
  const own = /\b(\d+)\.\d+/.exec(told.stdout ?? '')?.[1];
  const kept = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (own && kept !== own) {
    throw new Error(
      `The database in ${cluster} is of PostgreSQL ${kept}, and the installed one is ${own}. Dump it ` +
        `with PostgreSQL ${kept} and load it into a new one, or move the folder away.`,
    );
  }
}
