// Runs before `npm test`: the tests of the web app need a Chromium on PATH. As root on Debian it is
// installed. Plain JavaScript without dependencies.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

if (!isOnPath('chromium') && !(canInstall() && install())) {
  console.error(
    'The tests need the browser Chromium, as the command "chromium". Install it with the packages ' +
      'of your system (on Debian: apt-get install chromium), and run "npm test" again.',
  );
  process.exit(1);
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function canInstall() {
  return process.getuid?.() === 0 && isOnPath('apt-get');
}

function install() {
  console.log('Installing the browser for the tests ...');
  const apt = (...options) =>
    spawnSync('apt-get', ['-qq', '-y', ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const packages = ['install', '--no-install-recommends', 'chromium'];
  return (apt(...packages) || (apt('update') && apt(...packages))) && isOnPath('chromium');
}
