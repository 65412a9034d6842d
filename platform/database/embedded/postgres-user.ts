import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`. */
export interface SystemUser {
  uid: number;
  gid: number;
}

const USER = 'postgres';
const FALLBACK_FOLDER = '/var/lib/koplieta';

/** As whom the server must run: nobody else unless we are root. Makes the user when it is missing. */
export function findServerUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return readUser() ?? makeUser();
}

/** Whether a user can enter a folder, or the first of its parents that exists. */
export function canEnter(folder: string, user: SystemUser): boolean {
  let existing = resolve(folder);
  while (!existsSync(existing)) existing = dirname(existing);
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', existing], { ...user, cwd: '/' });
  return tried.status === 0;
}

/**
 * Where the server's own files can be: the wanted folder, or, when the server's user may not enter
 * it, one that belongs to the same installation under `/var/lib/koplieta`.
 */
export function reachableFolder(
  wanted: string,
  user: SystemUser | undefined,
  fallback = FALLBACK_FOLDER,
): string {
  const folder = resolve(wanted);
  if (!user || canEnter(dirname(folder), user)) return folder;
  const installation = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(fallback, installation);
}

function readUser(): SystemUser | undefined {
  const id = (flag: string) => {
    const told = spawnSync('id', [flag, USER], { encoding: 'utf8' });
    return told.status === 0 ? Number(told.stdout.trim()) : undefined;
  };
  const uid = id('-u');
  const gid = id('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function makeUser(): SystemUser {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', USER]],
    ['adduser', ['-S', '-D', '-H', USER]],
  ];
  for (const [command, options] of attempts) {
    try {
      execFileSync(command, options, { stdio: 'ignore' });
    } catch {
      continue;
    }
    const made = readUser();
    if (made) return made;
  }
  throw new Error(
    `PostgreSQL does not run as root, and the user "${USER}" could not be made. Make it, start as ` +
      'another user, or give a server of your own with DATABASE_URL.',
  );
}
