import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import {
  addInformationSystem,
  createSystemKey,
  defineDataSet,
} from '../../../modules/exchange/index.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { type TestServer, testServer } from '../../server/testing/test-server.ts';

const DOOR = join(import.meta.dirname, '../../server/koplieta.js');
/** Of a test: programs are started. */
export const TIMEOUT_MS = 180_000;
const PATIENCE_MS = 60_000;

const PIERS = `
code: CODE
name: { lv: Piestātnes, en: Piers }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: name, class: none }
  - { name: depth, type: decimal, class: none }
  - { name: open, type: boolean, class: none }
  - { name: since, type: day, class: none }
  - { name: at, type: instant, class: none }
  - { name: parts, list: [{ name: word, class: none }] }
`;

/** What both ends of a connector stand on. */
interface Place {
  platform: TestContext;
  source: TestContext;
  server: TestServer;
  keyText: string;
  folder: string;
  DATABASE: string;
}

/**
 * A platform, an institution's database, a folder for its files, and connectors as programs between them:
 * those of one file of tests, as files of a worker share their modules.
 */
export async function openConnectorPlace() {
  const platform = await testContext({ now: new Date().toISOString() });
  const source = await testContext();
  await vejaine(platform);
  await addInformationSystem(platform, { institution: 'm-0099000', code: 'v', name: 'V' });
  const { keyText } = await createSystemKey(platform, { system: 'v', expiresAt: null });
  const server = await testServer(platform);
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-connector-'));
  const DATABASE = source.access.migrator.connectionString ?? '';
  const place: Place = { platform, source, server, keyText, folder, DATABASE };
  const programs = openPrograms(place);
  afterAll(async () => {
    programs.kill();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...place, ...onPlatform(place), ...atInstitution(place), ...programs };
}

/** What the platform has got. */
function onPlatform({ platform, server, keyText }: Place) {
  let dataSets = 0;
  /** A data set of its own: piers with a depth, or what a test wants more. */
  async function newDataSet(more = ''): Promise<string> {
    dataSets += 1;
    const code = `piers-${dataSets}`;
    await defineDataSet(platform, { file: 'piers.yaml', text: PIERS.replace('CODE', code) + more });
    return `${code}@1`;
  }
  async function ask(path: string): Promise<{ status: number; json: Record<string, never> }> {
    const headers = { authorization: `Bearer ${keyText}` };
    const response = await fetch(`${server.baseUrl}${path}`, { headers });
    return { status: response.status, json: (await response.json()) as Record<string, never> };
  }
  async function records(dataSet: string): Promise<Record<string, unknown>[]> {
    const headers = { authorization: `Bearer ${keyText}` };
    const response = await fetch(`${server.baseUrl}${addressOf(dataSet)}/records`, { headers });
    const text = await response.text();
    const all = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    return all.sort((one, other) => one.number - other.number);
  }
  /** How many changes the log holds: a record that was sent twice would show. */
  async function changes(dataSet: string): Promise<number> {
    const code = dataSet.split('@')[0];
    const [row] = await platform.adminDb.query<{ position: number }>(
      `select head.position from exchange.heads head
       join exchange.versions version on version.id = head.version_id
       join exchange.data_sets set on set.id = version.data_set_id where set.code = $1`,
      [code],
    );
    return row?.position ?? 0;
  }
  return { newDataSet, ask, records, changes };
}

/** What the institution has. */
function atInstitution({ server, source, folder }: Place) {
  let configs = 0;
  function config(
    sources: string,
    address = server.baseUrl,
    state = join(folder, `state-${configs + 1}`),
  ): { file: string; state: string } {
    configs += 1;
    const file = join(folder, `connector-${configs}.yaml`);
    const head = `platform: ${address}\nkey: PIERS_KEY\nstate: ${state}\nsources:\n`;
    writeFileSync(file, `${head}${sources}`);
    return { file, state };
  }
  async function table(name: string, rows: number): Promise<void> {
    await source.adminDb.query(`
      create table public.${name} as
      select n as number, 'Nr. ' || n as name, (n / 4.0)::numeric(10, 2) as depth, n % 2 = 0 as open,
        date '2026-03-11' as since, timestamptz '2026-03-11 10:00:00.5+02' as at,
        json_build_array(json_build_object('word', n::text)) as parts,
        clock_timestamp() - interval '1 day' + n * interval '1 microsecond' as changed_at,
        false as gone
      from generate_series(1, ${rows}) n`);
  }
  function outbox(name: string): string {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
  }
  return { config, table, outbox };
}

function openPrograms({ keyText, DATABASE }: Place) {
  const running = new Set<ChildProcess>();
  function start(args: string[], environment: Record<string, string> = {}) {
    const child = spawn(process.execPath, [DOOR, 'connector', ...args], {
      env: { PATH: process.env.PATH, PIERS_KEY: keyText, PIERS_DATABASE: DATABASE, ...environment },
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const ended = new Promise<{ status: number | null; output: string }>((done) => {
      child.once('close', (status) => {
        running.delete(child);
        done({ status, output });
      });
    });
    return { child, ended, output: () => output };
  }
  async function runOnce(file: string, environment?: Record<string, string>) {
    return await start(['run', '--once', '--config', file], environment).ended;
  }
  const kill = () => {
    for (const child of running) child.kill('SIGKILL');
  };
  return { start, runOnce, kill };
}

export function addressOf(dataSet: string): string {
  return `/exchange/v1/data-sets/${dataSet.replace('@', '/')}`;
}

interface Started {
  child: ChildProcess;
  output(): string;
}

/** Waits for something that a connector does; fails with what it said when it ends without that. */
export async function until(
  { child, output }: Started,
  holds: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(output());
    await sleep(10);
  }
}

/** A source that follows a table by what has changed in it. */
export const changed = (dataSet: string, name: string) => `
  piers:
    dataSet: ${dataSet}
    postgres:
      url: PIERS_DATABASE
      query: select * from public.${name}; 
      watermark: { column: changed_at, deleted: gone }
`;

export const COLUMNS = 'select number, name, depth, open, since, at, parts from';

/** Writes a file as if so long ago that it is taken for finished. */
export function write(path: string, content: string | Buffer): void {
  writeFileSync(path, content);
  const before = new Date(Date.now() - 7_200_000);
  utimesSync(path, before, before);
}
