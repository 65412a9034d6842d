import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServer } from '../apps/server/compose.ts';
import type { Installation } from '../apps/server/open-installation.ts';
import { makeAuditRecord, sealAudit } from '../platform/audit/index.ts';
import type { HttpApp } from '../platform/http/http-app.ts';
import { openAuditSwitch } from './audit-switch.ts';
import { readTaps, type Taps } from './authorise.ts';
import { databaseCpuSeconds } from './database.ts';
import { openBenchInstallation, removeInstallation } from './installation.ts';
import { median } from './load.ts';
import { benchEnvironment, startServer } from './server.ts';

const PAIRS = 100;
const WARM_UP = 40;
const TRANSACTIONS = 200;
const AT_ONCE = 8;
const FIRST = 2_000;
const MADE = 20_000;
const MICROSECONDS = 1e6;

interface Measuring {
  installation: Installation;
  app: HttpApp;
  taps: Taps;
}

/**
 * What writing the audit costs of a transaction: processor time of this process and of the database for each,
 * sealing included, with the function that writes the audit and with one that does nothing. In many short turns
 * of as many transactions, through the routes but without sockets and other work of a server: each pair of turns
 * tells a share, and the pairs how sure it is.
 */
export async function benchAuditCost(persons: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  // The embedded database, which does not run as root, must be able to enter it.
  chmodSync(folder, 0o755);
  const environment = benchEnvironment(folder, persons);
  try {
    const taps = await readTapsOfCountry(environment);
    const installation = await openBenchInstallation(environment);
    const { context, operatorKey } = installation;
    const app = await composeServer({ context, operatorKey, simulated: true, web: false });
    try {
      await tellCost({ installation, app, taps });
    } finally {
      await app.close();
      await installation.close();
    }
  } finally {
    await removeInstallation(environment).catch(console.error);
  }
}

async function readTapsOfCountry(environment: NodeJS.ProcessEnv): Promise<Taps> {
  const server = await startServer(environment);
  try {
    const installation = await openBenchInstallation(environment);
    return await readTaps(server.baseUrl, installation).finally(installation.close);
  } finally {
    await server.stop();
  }
}

async function tellCost(measuring: Measuring): Promise<void> {
  const { installation } = measuring;
  const audit = await openAuditSwitch(installation.access.migrator);
  const turn = async (to: 'on' | 'off') => {
    await audit.turn(to);
    return await microsecondsEach(measuring);
  };
  const made = microsecondsToMake(installation);
  const shares: number[] = [];
  const turns: Record<'on' | 'off', number[]> = { on: [], off: [] };
  try {
    await authorise(measuring, FIRST);
    for (let pair = 0; pair < PAIRS; pair++) {
      // Who goes first is warmer, or colder: it takes turns.
      for (const to of pair % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
        turns[to].push(await turn(to));
      }
      const [on = 0, off = 0] = [turns.on.at(-1), turns.off.at(-1)];
      // With the writing off, records are made all the same.
      shares.push((100 * (on - off + made)) / on);
    }
  } finally {
    await audit.turn('on').finally(() => audit.end());
  }
  const [low, high] = intervalOfMedian(shares);
  console.log(
    `processor time of a transaction: ${median(turns.on).toFixed(0)} µs with the audit, ` +
      `${median(turns.off).toFixed(0)} µs with a function that writes nothing; ` +
      `making the record takes ${made.toFixed(1)} µs of both\n` +
      `writing the audit costs ${median(shares).toFixed(1)} % of a transaction (goal: less than 10), ` +
      `the median of ${PAIRS} pairs; between ${low.toFixed(1)} and ${high.toFixed(1)} %, 95 times of 100`,
  );
}

/** Of this process and of the database, for each transaction of a turn, until all of it is sealed. */
async function microsecondsEach(measuring: Measuring): Promise<number> {
  const { context, pool } = measuring.installation;
  const cpu = async () => {
    const { user, system } = process.cpuUsage();
    return user + system + (await databaseCpuSeconds(pool)) * MICROSECONDS;
  };
  // Each session plans anew after the function was changed.
  await authorise(measuring, WARM_UP);
  while ((await sealAudit(context)) > 0);
  const before = await cpu();
  await authorise(measuring, TRANSACTIONS);
  while ((await sealAudit(context)) > 0);
  return ((await cpu()) - before) / TRANSACTIONS;
}

async function authorise({ app, taps }: Measuring, transactions: number): Promise<void> {
  const headers = { ...taps.headers, 'content-type': 'application/json' };
  let left = transactions;
  const tap = async () => {
    while (left-- > 0) {
      const payload = taps.body();
      const answer = await app.inject({ method: 'POST', url: taps.path, headers, payload });
      if (answer.statusCode !== 200) throw new Error(`A tap was answered with ${answer.body}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tap));
}

function microsecondsToMake({ context }: Installation): number {
  const make = () => {
    const content = { transactionId: context.ids.next(), priceCents: 150, reliefCents: 150 };
    const entry = { act: 'transactions.authorise', subjectPersonId: context.ids.next(), content };
    return JSON.stringify([makeAuditRecord(context, entry)]);
  };
  for (let time = 0; time < MADE; time++) make();
  const before = process.cpuUsage();
  for (let time = 0; time < MADE; time++) make();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MADE;
}

/** Between which two of the values the median lies in 95 of 100 cases, whatever their distribution. */
function intervalOfMedian(values: readonly number[]): [low: number, high: number] {
  const sorted = [...values].sort((one, other) => one - other);
  const outside = Math.max(0, Math.floor(values.length / 2 - 0.98 * Math.sqrt(values.length)) - 1);
  return [sorted[outside] ?? Number.NaN, sorted.at(-1 - outside) ?? Number.NaN];
}
