import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../apps/server/open-installation.ts';
import { simulatedAccessKey } from '../modules/providers/index.ts';
import { uuidv7Ids } from '../platform/ids/ids.ts';
import { createIdsClient, type IdentifyAnswer, type IdsClient, IdsRefusal } from '../sdk/index.ts';
import { applyLoad, type Measured, median } from './load.ts';
import { openMinimalSql } from './minimal-sql.ts';

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = [1, 32];
const CARDS_MAX = 12_000;
const IDS = 'rigas-transports';
const TERMINAL = 'autobuss-15-1';

/** Measures one subject once, over so many connections. */
export type Subject = (connections: number, seconds: number) => Promise<Measured>;

/**
 * Authorise, beside an empty route of the same server and beside the least SQL of the same operation
 * in the same database: in turns, so that all meet the same machine.
 */
export async function benchAuthorise(
  baseUrl: string,
  installation: Installation,
  authorise: Subject,
): Promise<void> {
  const floor = await openMinimalSql(installation.access.migrator);
  const emptyRoute: Subject = (connections, seconds) =>
    applyLoad({ url: `${baseUrl}/health/live`, connections, seconds });
  const subjects = { 'empty route': emptyRoute, 'minimal SQL': floor.measure, authorise };
  try {
    await authorise(8, SECONDS);
    for (const connections of CONNECTIONS) {
      const rounds: Record<string, Measured[]> = {};
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, measure] of Object.entries(subjects)) {
          (rounds[name] ??= []).push(await measure(connections, SECONDS));
        }
      }
      print(connections, rounds);
    }
  } finally {
    await floor.end();
  }
}

/** A tap of city transport, as a request: each has a body of its own. */
export interface Taps {
  path: string;
  headers: Record<string, string>;
  body(): string;
}

/** Taps of city transport by those of the simulated country who have a relief there, in turn. */
export async function readTaps(baseUrl: string, installation: Installation): Promise<Taps> {
  const { keyText: accessKey } = simulatedAccessKey(installation.keys, IDS);
  const client = createIdsClient({ baseUrl, accessKey });
  const cards = await withRelief(client, readCards(installation.config.folder));
  if (cards.length === 0) throw new Error('Nobody of this country has a relief in city transport.');
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
  return { path: '/ids/v1/transactions', headers: { authorization: `Bearer ${accessKey}` }, body };
}

export async function authoriseLoad(baseUrl: string, installation: Installation): Promise<Subject> {
  const { path, headers, body } = await readTaps(baseUrl, installation);
  const url = `${baseUrl}${path}`;
  return (connections, seconds) => applyLoad({ url, connections, seconds, headers, body });
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
  const perSecondOf = (name: string) => median((rounds[name] ?? []).map((one) => one.perSecond));
  for (const [name, measured] of Object.entries(rounds)) {
    const p50 = median(measured.map((one) => one.p50Ms));
    const p99 = median(measured.map((one) => one.p99Ms));
    const refused = measured.reduce((sum, one) => sum + one.refused, 0);
    console.log(
      `  ${name.padEnd(12)} ${perSecondOf(name).toFixed(0).padStart(7)}/s  p50 ${duration(p50)}  ` +
        `p99 ${duration(p99)}${refused > 0 ? `  ${refused} refused` : ''}`,
    );
  }
  const share = (floor: string) => (perSecondOf('authorise') / perSecondOf(floor)).toFixed(2);
  console.log(
    `  authorise is ${share('minimal SQL')} of minimal SQL, ${share('empty route')} of an empty route`,
  );
}

function duration(ms: number): string {
  return `${ms < 1 ? '< 1' : ms.toFixed(1)} ms`.padStart(8);
}
