// Runs before `npm start` and `npm test`, on whatever Node is there: plain JavaScript without
// dependencies. Installs the packages when they are not those of package-lock.json.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');
const MARK = join(ROOT, 'node_modules/.koplieta-installed');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Koplieta needs Node 20.19 or newer to begin with, and this is ${process.versions.node}.`);
}

if (!isInstalled()) {
  console.log('Installing the packages ...');
  // Never `npm ci`: it refuses lockfiles with binaries for several systems, and it would empty
  // node_modules under a server that runs.
  // Warnings about the machine's Node mean nothing here: what is installed runs on its own.
  const options = [
    'install',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', options, {
        cwd: ROOT,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (done.status !== 0) {
    fail('The packages could not be installed. Read what npm says above, and try again.');
  }
  writeFileSync(MARK, state());
}

/** The packages are those of the lockfile, and nobody has changed them since. */
function isInstalled() {
  return existsSync(MARK) && existsSync(INSTALLED) && readFileSync(MARK, 'utf8') === state();
}

function state() {
  const digestOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return `${digestOf(LOCK)} ${digestOf(INSTALLED)} ${process.platform}-${process.arch}\n`;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
