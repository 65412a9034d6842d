import { chmodSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../apps/server/open-installation.ts';
import { PROJECT_FOLDER } from '../platform/config/config.ts';
import { benchAudit } from './audit.ts';
import { benchAuditCost } from './audit-cost.ts';
import { authoriseLoad, benchAuthorise } from './authorise.ts';
import { benchBudget } from './budget.ts';
import { benchByKey } from './by-key/by-key.ts';
import { benchCalculate } from './calculate.ts';
import { benchEntitlements } from './entitlements.ts';
import { benchExchange } from './exchange/exchange.ts';
import { benchExchangeMemory } from './exchange/exchange-memory.ts';
import { benchFiles } from './files/files.ts';
import {
  databaseMebibytes,
  folderMebibytes,
  openBenchInstallation,
  removeInstallation,
} from './installation.ts';
import { benchMailboxes } from './mailboxes/mailboxes.ts';
import { benchMemory } from './memory.ts';
import { benchOdata } from './odata.ts';
import { benchFollow } from './registers/follow.ts';
import { benchWholeRegister } from './registers/whole-register.ts';
import { benchRules } from './rules.ts';
import { type BenchServer, benchEnvironment, readMemoryMebibytes, startServer } from './server.ts';
import { benchSignOn } from './sign-on/bench-sign-on.ts';
import { benchTokens } from './tokens.ts';

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
const subject = process.argv.slice(2).find((word) => !word.startsWith('--'));
const of = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);
const BENCHES: Record<string, () => unknown> = {
  audit: () => benchAudit(of('BENCH_RECORDS', 1_000_000)),
  'audit-cost': () => benchAuditCost(of('BENCH_PERSONS', 2_000)),
  budget: benchBudget,
  'by-key': () => benchByKey(of('BENCH_SECONDS', 5)),
  calculate: benchCalculate,
  entitlements: () => benchEntitlements(of('BENCH_PERSONS', 200_000)),
  exchange: () => benchExchange(of('BENCH_RECORDS', 100_000)),
  'exchange-memory': () => benchExchangeMemory(of('BENCH_MEBIBYTES', 200)),
  files: () => benchFiles(of('BENCH_MEGABYTES', 100)),
  follow: () => benchFollow(of('BENCH_PERSONS', 20_000)),
  mailboxes: () => benchMailboxes(of('BENCH_RECORDS', 10_000)),
  odata: () => benchOdata(of('BENCH_RECORDS', 200_000)),
  rules: benchRules,
  'sign-on': benchSignOn,
  tokens: benchTokens,
  'whole-register': () => benchWholeRegister(of('BENCH_RECORDS', 100_000)),
};
const bench =
  subject === undefined ? () => benchServer(of('BENCH_PERSONS', 20_000)) : BENCHES[subject];
if (!bench) {
  const names = Object.keys(BENCHES).join(', ');
  throw new Error(`There is no bench "${subject}": ${names}, or none: the server.`);
}
await bench();

/**
 * `npm run bench`: the hot path beside its floors, in one run on one machine. Figures of different
 * runs are not compared: the machine is never the same twice.
 */
async function benchServer(persons: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  // The embedded database, which does not run as root, must be able to enter it.
  chmodSync(folder, 0o755);
  const environment = benchEnvironment(folder, persons);
  console.log(`${persons} persons`);
  try {
    const first = await startServer(environment);
    await tellStart('first', first).finally(first.stop);
    const second = await startServer(environment);
    await tellStart('second', second)
      .then(() => measure(second, environment))
      .finally(second.stop);
  } finally {
    // What goes wrong here must not hide what went wrong before.
    await removeInstallation(environment).catch(console.error);
  }
}

async function tellStart(name: string, server: BenchServer): Promise<void> {
  const mebibytes = await readMemoryMebibytes(server);
  console.log(`${name.padEnd(6)} start  ${server.startSeconds.toFixed(1)} s, ${mebibytes} MiB`);
}

async function measure(server: BenchServer, environment: NodeJS.ProcessEnv): Promise<void> {
  const installation = await openBenchInstallation(environment);
  try {
    await tellSizes(installation, environment);
    const authorise = await authoriseLoad(server.baseUrl, installation);
    await benchAuthorise(server.baseUrl, installation, authorise);
    if (process.argv.includes('--memory')) await benchMemory(server, authorise);
  } finally {
    await installation.close();
  }
}

async function tellSizes(
  installation: Installation,
  { KOPLIETA_FOLDER: folder = '' }: NodeJS.ProcessEnv,
): Promise<void> {
  const nodeModules = folderMebibytes(join(PROJECT_FOLDER, 'node_modules'));
  const database = await databaseMebibytes(installation);
  console.log(
    `on disk       node_modules ${nodeModules} MiB, its folder ${folderMebibytes(folder)} MiB, ` +
      `the database ${database} MiB`,
  );
}
