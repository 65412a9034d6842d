#!/usr/bin/env node
// The command line's door: plain JavaScript, so that it also runs on an older Node, and from there
// starts the one that npm has installed with the project.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) {
  const { enableCompileCache } = await import('node:module');
  // Compiling is much of a short command. Where nothing can be kept, nothing is.
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/koplieta', import.meta.url)));
  const { runCommandLine } = await import('./cli.ts');
  await runCommandLine(process.argv);
} else {
  const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  if (existsSync(pinned)) {
    const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' });
    // The child ends by itself; what we get is passed on, and Ctrl-C it gets from the terminal.
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  } else {
    console.error(
      `Koplieta runs on Node ${NODE_MAJOR}, and this is ${process.versions.node}. Run "npm install" ` +
        'in its folder: it brings the right one along.',
    );
    process.exitCode = 1;
  }
}
