import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addClient } from '../../modules/identity/index.ts';
import { readPersonalCode } from '../../modules/persons/index.ts';
import { databaseCpuSeconds } from '../database.ts';
import { openBenchInstallation, removeInstallation } from '../installation.ts';
import {
  type BenchServer,
  benchEnvironment,
  readServerCpuSeconds,
  startServer,
} from '../server.ts';
import { DRIVER_CALLBACK, makeDriver } from './driver.ts';

const PERSONS = 2_000;
const AT_ONCE = 16;
const SECONDS = 10;
const WARM_UP_SECONDS = 3;
const CODES = 500;

type Installation = Awaited<ReturnType<typeof openBenchInstallation>>;

/**
 * Log-ins by the code flow with a bank, tokens of machines and refreshes, over one server in a process
 * of its own. The load, bank included, is made by this process: it shares the machine.
 */
export async function benchSignOn(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  chmodSync(folder, 0o755);
  const file = join(folder, 'login-means.json');
  const environment = { ...benchEnvironment(folder, PERSONS), KOPLIETA_LOGIN_MEANS: file };
  let baseUrl = '';
  const driver = makeDriver(() => baseUrl);
  writeFileSync(file, JSON.stringify([driver.bankSettings]));
  try {
    const server = await startServer(environment);
    ({ baseUrl } = server);
    const installation = await openBenchInstallation(environment);
    await measureAll(server, installation, driver).finally(async () => {
      await installation.close();
      await server.stop();
    });
  } finally {
    await removeInstallation(environment).catch(console.error);
  }
}

async function measureAll(
  server: BenchServer,
  installation: Installation,
  driver: ReturnType<typeof makeDriver>,
): Promise<void> {
  const { context } = installation;
  const client = { name: { lv: 'Mērījumi', en: 'Bench' }, jwks: driver.jwks };
  await addClient(context, {
    ...{ ...client, id: 'bench-portal', kind: 'web', redirectUris: [DRIVER_CALLBACK] },
  });
  await addClient(context, { ...client, id: 'bench-machine', kind: 'machine', scopes: ['api'] });
  const codes = await readCodes(installation);
  const measure = (what: string, once: (turn: number) => Promise<unknown>) =>
    measureOne({ what, once, server, installation });
  await measure('log-ins', (turn) =>
    driver.logIn('bench-portal', codes[turn % codes.length] ?? ''),
  );
  await measure('client grants', () => driver.grant('bench-machine'));
  const held = await Promise.all(
    codes.slice(0, AT_ONCE).map((code) => driver.logIn('bench-portal', code)),
  );
  await measure('refreshes', async (turn) => {
    const at = turn % AT_ONCE;
    held[at] = await driver.refresh('bench-portal', held[at] ?? '');
  });
}

async function readCodes({ context }: Installation): Promise<string[]> {
  const rows = await context.db.query<{ id: string }>(
    'select id from persons.living_persons limit $1::integer',
    [CODES],
  );
  const codes = await Promise.all(rows.map(({ id }) => readPersonalCode(context, id)));
  return codes.filter((code) => code !== undefined);
}

interface Subject {
  what: string;
  once(turn: number): Promise<unknown>;
  server: BenchServer;
  installation: Installation;
}

async function measureOne({ what, once, server, installation }: Subject): Promise<void> {
  await applyFor(WARM_UP_SECONDS, once);
  const cpu = async () => ({
    server: await readServerCpuSeconds(server),
    database: await databaseCpuSeconds(installation.context.db),
    driver: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  });
  const before = await cpu();
  const { done, seconds } = await applyFor(SECONDS, once);
  const after = await cpu();
  const each = (who: keyof typeof before) =>
    `${(((after[who] - before[who]) * 1_000) / done).toFixed(2)} ms`;
  console.log(
    `${what.padEnd(14)} ${(done / seconds).toFixed(0)} a second; CPU each: server ${each('server')}, ` +
      `database ${each('database')}, driver ${each('driver')}`,
  );
}

/** So many at once, each beginning the next when one has ended; a failure ends it all. */
async function applyFor(
  seconds: number,
  once: (turn: number) => Promise<unknown>,
): Promise<{ done: number; seconds: number }> {
  const begunMs = performance.now();
  const endMs = begunMs + seconds * 1_000;
  let done = 0;
  // Each of those at once has its own turns, so that two never use one refresh token.
  const work = async (first: number) => {
    for (let turn = first; performance.now() < endMs; turn += AT_ONCE) {
      await once(turn);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => work(first)));
  return { done, seconds: (performance.now() - begunMs) / 1_000 };
}
