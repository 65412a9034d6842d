// Runs before `npm test`: the tests need programs of others on PATH, a browser for the web app and a
// NATS server for the waking of servers. As root on Debian they are installed. Plain JavaScript
// without dependencies.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Commands, which are also the names of their Debian packages. */
const PROGRAMS = ['chromium', 'nats-server'];

const missing = () => PROGRAMS.filter((program) => !isThere(program));
if (missing().length > 0 && canInstall()) install(missing());
if (missing().length > 0) {
  const names = missing().join(' ');
  console.error(
    `The tests need these commands: ${names}. Install them with the packages of your system ` +
      `(on Debian: apt-get install ${names}), and run "npm test" again.`,
  );
  process.exit(1);
}

/** On PATH, or where servers are on Debian, which is not on everybody's. */
function isThere(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function canInstall() {
  return process.getuid?.() === 0 && isThere('apt-get');
}

function install(programs) {
  console.log(`Installing for the tests: ${programs.join(', ')} ...`);
  const apt = (...options) =>
    spawnSync('apt-get', ['-qq', '-y', ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // A server that is only for the tests is not started by its installation.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    }).status === 0;
  const packages = ['install', '--no-install-recommends', ...programs];
  return apt(...packages) || (apt('update') && apt(...packages));
}
