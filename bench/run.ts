import { chmodSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../apps/server/open-installation.ts';
import { PROJECT_FOLDER } from '../platform/config/config.ts';
import { authoriseLoad, benchAuthorise } from './authorise.ts';
import {
  databaseMebibytes,
  folderMebibytes,
  openBenchInstallation,
  removeInstallation,
} from './installation.ts';
import { benchMemory } from './memory.ts';
import { type BenchServer, benchEnvironment, readMemoryMebibytes, startServer } from './server.ts';

/**
 * `npm run bench`: the hot path beside its floors, in one run on one machine. Figures of different
 * runs are not compared: the machine is never the same twice.
 */
const persons = Number(process.env.BENCH_PERSONS ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
// The embedded database, which does not run as root, must be able to enter it.
chmodSync(folder, 0o755);
const environment = benchEnvironment(folder, persons);
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${persons} persons`);
try {
  const first = await startServer(environment);
  await tellStart('first', first).finally(first.stop);
  const second = await startServer(environment);
  await tellStart('second', second)
    .then(() => measure(second))
    .finally(second.stop);
} finally {
  // What goes wrong here must not hide what went wrong before.
  await removeInstallation(environment).catch(console.error);
}

async function tellStart(name: string, server: BenchServer): Promise<void> {
  const mebibytes = await readMemoryMebibytes(server);
  console.log(`${name.padEnd(6)} start  ${server.startSeconds.toFixed(1)} s, ${mebibytes} MiB`);
}

async function measure(server: BenchServer): Promise<void> {
  const installation = await openBenchInstallation(environment);
  try {
    await tellSizes(installation);
    const authorise = await authoriseLoad(server.baseUrl, installation);
    await benchAuthorise(server.baseUrl, installation, authorise);
    if (process.argv.includes('--memory')) await benchMemory(server, authorise);
  } finally {
    await installation.close();
  }
}

async function tellSizes(installation: Installation): Promise<void> {
  const nodeModules = folderMebibytes(join(PROJECT_FOLDER, 'node_modules'));
  const database = await databaseMebibytes(installation);
  console.log(
    `on disk       node_modules ${nodeModules} MiB, its folder ${folderMebibytes(folder)} MiB, ` +
      `the database ${database} MiB`,
  );
}
