import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, openInstallation } from '../apps/server/open-installation.ts';
import { simulatedAccessKey } from '../modules/providers/index.ts';
import { parseConfig } from '../platform/config/config.ts';
import { uuidv7Ids } from '../platform/ids/ids.ts';
import { createLog } from '../platform/log/create-log.ts';
import { createProgress } from '../platform/progress/progress.ts';
import { createIdsClient, type IdentifyAnswer, type IdsClient, IdsRefusal } from '../sdk/index.ts';
import { applyLoad, type Measured, median } from './load.ts';
import { openMinimalSql } from './minimal-sql.ts';
import { type BenchServer, readMetric } from './server.ts';

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = [1, 32];
const CARDS_MAX = 12_000;
const IDS = 'rigas-transports';
const TERMINAL = 'autobuss-15-1';
const MEMORY_TRANSACTIONS = 100_000;
const MEBIBYTE = 1_048_576;

type Subject = (connections: number) => Promise<Measured>;

/** Opens the server's installation a second time, to reach its keys and its database. */
export async function openBenchInstallation(server: BenchServer): Promise<Installation> {
  const config = parseConfig(server.environment);
  return await openInstallation(config, {
    command: 'bench',
    log: createLog('error', process.stderr),
    progress: createProgress(() => {}),
  });
}

/**
 * Authorise, beside an empty route of the same server and beside the least SQL of the same operation
 * in the same database: in turns, so that all meet the same machine.
 */
export async function benchAuthorise(server: BenchServer): Promise<void> {
  const installation = await openBenchInstallation(server);
  const floor = await openMinimalSql(installation.access.migrator);
  const authorise = await authoriseLoad(server, installation);
  const subjects: Record<string, Subject> = {
    'empty route': (connections) =>
      applyLoad({ url: `${server.baseUrl}/health/live`, connections, seconds: SECONDS }),
    'minimal SQL': (connections) => floor.measure(connections, SECONDS),
    authorise,
  };
  await authorise(8);
  for (const connections of CONNECTIONS) {
    const rounds: Record<string, Measured[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, measure] of Object.entries(subjects)) {
        (rounds[name] ??= []).push(await measure(connections));
      }
    }
    print(connections, rounds);
  }
  await floor.end();
  await installation.close();
}

/** Taps of city transport by those of the simulated country who have a relief there, in turn. */
async function authoriseLoad(server: BenchServer, installation: Installation): Promise<Subject> {
  const { keyText: accessKey } = simulatedAccessKey(installation.keys, IDS);
  const client = createIdsClient({ baseUrl: server.baseUrl, accessKey });
  const cards = await withRelief(client, readCards(server.folder));
  let next = 0;
  const body = () => {
    next += 1;
    return JSON.stringify({
      transactionId: uuidv7Ids.next(),
      terminal: TERMINAL,
      terminalAt: new Date().toISOString(),
      means: { value: cards[next % cards.length] },
      lines: [{ line: '1', item: 'vienreizeja', quantity: 1, unitPriceCents: 150 }],
    });
  };
  const url = `${server.baseUrl}/ids/v1/transactions`;
  const headers = { authorization: `Bearer ${accessKey}` };
  return (connections) => applyLoad({ url, connections, seconds: SECONDS, headers, body });
}

async function withRelief(client: IdsClient, cards: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  const ask = async () => {
    for (let value = cards[next++]; value; value = cards[next++]) {
      const terminalAt = new Date().toISOString();
      const asked = { terminal: TERMINAL, terminalAt, means: { value } };
      const { reliefs } = await client.identify(asked).catch(noneIfRefused);
      const fits = reliefs.some(({ classes }) => classes.some((one) => one.startsWith('city')));
      if (fits) found.push(value);
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return found;
}

/** Some cards of the country are blocked, lost or not valid any more. */
function noneIfRefused(error: unknown): IdentifyAnswer {
  if (error instanceof IdsRefusal) return { reliefs: [] };
  throw error;
}

function readCards(folder: string): string[] {
  const cards: string[] = [];
  const path = join(folder, 'country', 'issuers', 'means.ndjson');
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (!line.includes('"transport-card"')) continue;
    cards.push((JSON.parse(line) as { value: string }).value);
    if (cards.length === CARDS_MAX) break;
  }
  return cards;
}

function print(connections: number, rounds: Record<string, Measured[]>): void {
  console.log(`\n${connections} connection${connections === 1 ? '' : 's'}, median of ${ROUNDS}`);
  const floor = median((rounds.authorise ?? []).map((one) => one.perSecond));
  for (const [name, measured] of Object.entries(rounds)) {
    const perSecond = median(measured.map((one) => one.perSecond));
    const p50 = median(measured.map((one) => one.p50Ms));
    const p99 = median(measured.map((one) => one.p99Ms));
    const refused = measured.reduce((sum, one) => sum + one.refused, 0);
    console.log(
      `  ${name.padEnd(12)} ${perSecond.toFixed(0).padStart(7)}/s  p50 ${p50.toFixed(1)} ms  ` +
        `p99 ${p99.toFixed(1)} ms  ${(perSecond / floor).toFixed(2)} × authorise  ${refused} refused`,
    );
  }
}

/** The server's memory after a hundred thousand transactions. */
export async function benchMemory(server: BenchServer): Promise<void> {
  const installation = await openBenchInstallation(server);
  const authorise = await authoriseLoad(server, installation);
  const resident = () => readMetric(server, 'process_resident_memory_bytes');
  console.log(`\nmemory at the start ${((await resident()) / MEBIBYTE).toFixed(0)} MiB`);
  let made = 0;
  while (made < MEMORY_TRANSACTIONS) {
    const measured = await authorise(32);
    if (measured.perSecond === 0) throw new Error('No transaction was authorised.');
    made += measured.perSecond * SECONDS;
  }
  console.log(
    `memory after ${made.toFixed(0)} transactions ${((await resident()) / MEBIBYTE).toFixed(0)} MiB`,
  );
  await installation.close();
}
