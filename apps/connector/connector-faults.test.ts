import { readdirSync, readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { proposeDataSet, publishDataSet } from '../../modules/exchange/index.ts';
import { readConnectorConfig } from './config.ts';
import { runOnce } from './run-connector.ts';
import { changed, openConnectorPlace, TIMEOUT_MS, write } from './testing/connector-place.ts';

const {
  changes,
  config,
  DATABASE,
  folder,
  keyText,
  newDataSet,
  outbox,
  platform,
  records,
  server,
  source,
  table,
} = await openConnectorPlace();

interface Running {
  output(): string;
  /** What SIGTERM does. */
  stop(): void;
  ended: Promise<{ failed: number; output: string }>;
}

/** Runs each source once, in this process: what a kill does is tested with programs. */
function begin(file: string, database = DATABASE): Running {
  const reading = readConnectorConfig({ file, text: readFileSync(file, 'utf8') });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const said: string[] = [];
  const output = () => said.join('\n');
  const stopping = new AbortController();
  const running = runOnce({
    ...{ config: reading.config, folder, signal: stopping.signal },
    environment: { PIERS_KEY: keyText, PIERS_DATABASE: database },
    say: (sentence) => void said.push(sentence),
  });
  const ended = running.then((failed) => ({ failed, output: output() }));
  return { output, stop: () => stopping.abort(), ended };
}

const run = async (file: string, database?: string) => await begin(file, database).ended;

/** Waits for something that a run does; fails with what it said when it ends without that. */
async function until(running: Running, holds: () => Promise<boolean>): Promise<void> {
  let isOver = false;
  void running.ended.then(() => {
    isOver = true;
  });
  while (!(await holds())) {
    if (isOver) throw new Error(running.output());
    await sleep(10);
  }
}

const sql = (text: string) => source.adminDb.query(text);
const numbersOf = async (dataSet: string) => (await records(dataSet)).map(({ number }) => number);

test('a database that dies in the middle of a run loses and doubles nothing', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('dying', 8_000);
  const { file } = config(changed(dataSet, 'dying'));
  const running = begin(file);
  await until(running, async () => (await changes(dataSet)) >= 2_000);
  await sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'koplieta-connector' and datname = current_database()`);
  expect(await running.ended).toMatchObject({
    failed: 0,
    // As the driver puts it: that it was ended, or that it is no more.
    output: expect.stringMatching(/57P01|terminated|connection error/),
  });
  expect(await changes(dataSet)).toBe(8_000);
});

test('watermarks that are still to come, or never, leave nothing out that is changed after them', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('skewed', 3);
  await sql(`update public.skewed set changed_at = 'infinity' where number = 1;
    update public.skewed set changed_at = now() + interval '70 years' where number = 2`);
  const { file } = config(changed(dataSet, 'skewed'));
  expect(await run(file)).toMatchObject({ failed: 0 });
  await sql(`insert into public.skewed select 4, name, depth, open, since, at, parts, now(), false
    from public.skewed where number = 3`);
  expect(await run(file)).toMatchObject({ failed: 0 });
  expect(await numbersOf(dataSet)).toEqual([1, 2, 3, 4]);
  expect(await changes(dataSet)).toBe(4);
});

test('rows of any size do not stop those after them', { timeout: TIMEOUT_MS }, async () => {
  const dataSet = await newDataSet();
  await table('huge', 4);
  await sql(`update public.huge set name = repeat('ķ', 2000000), changed_at = changed_at - interval '1 hour'
    where number = 1;
    update public.huge set name = repeat('x', 2000000), gone = true where number = 2;
    insert into public.huge select n, repeat('字', 3999), 1, true, since, at, parts, now(), false
    from public.huge, generate_series(10, 900) n where number = 3`);
  const { file } = config(changed(dataSet, 'huge'));
  const first = await run(file);
  expect(first).toMatchObject({ failed: 0, output: expect.stringContaining('1 quarantined') });
  expect(await numbersOf(dataSet)).toEqual([
    3,
    4,
    ...Array.from({ length: 891 }, (_, n) => n + 10),
  ]);
  const whole = config(`
  piers:
    dataSet: ${await newDataSet()}
    postgres: { url: PIERS_DATABASE, query: "select number, name from public.huge" }
`);
  const sent = await run(whole.file);
  expect(sent).toMatchObject({ failed: 0, output: expect.stringContaining('2 quarantined') });
});

test('a source whose columns change says so, and goes on when they fit again', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('altered', 3);
  await sql(`alter table public.altered alter changed_at type bigint using number`);
  const { file } = config(changed(dataSet, 'altered'));
  expect(await run(file)).toMatchObject({ failed: 0 });
  await sql(`alter table public.altered rename name to title`);
  const unfit = await run(file);
  expect(unfit).toMatchObject({ failed: 1, output: expect.stringContaining('no field title') });
  await sql(`alter table public.altered rename title to name;
    alter table public.altered alter changed_at type timestamptz using now();
    insert into public.altered select 4, name, depth, open, since, at, parts, now(), false
    from public.altered where number = 3`);
  expect(await run(file)).toMatchObject({ failed: 0 });
  expect(await numbersOf(dataSet)).toEqual([1, 2, 3, 4]);
  expect(await changes(dataSet)).toBe(4);
});

test('who may not read the table is told, and goes on once they may', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('closed', 3);
  const reader = source.access.application.connectionString ?? '';
  const { file } = config(changed(dataSet, 'closed'));
  const refused = await run(file, reader);
  expect(refused).toMatchObject({ failed: 1, output: expect.stringContaining('42501') });
  await sql(`grant select on public.closed to koplieta_app`);
  expect(await run(file, reader)).toMatchObject({ failed: 0 });
  expect(await changes(dataSet)).toBe(3);
});

/** A way to the platform that can be closed and opened again, and dies in the middle. */
async function wayToPlatform() {
  const target = new URL(server.baseUrl);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const way = createServer((incoming) => {
    if (!isOpen) return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {}).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => way.listen(0, '127.0.0.1', done));
  const { port } = way.address() as { port: number };
  const turn = (open: boolean) => {
    isOpen = open;
    if (!open) for (const socket of sockets) socket.destroy();
  };
  return { url: `http://127.0.0.1:${port}`, turn, close: () => way.close() };
}

test('a platform that is away for long gets what is missing, once, in whatever way it comes', {
  timeout: TIMEOUT_MS,
}, async () => {
  const [rows, whole, files] = [await newDataSet(), await newDataSet(), await newDataSet()];
  await table('away', 5_000);
  const box = outbox('away');
  const lines = Array.from({ length: 9_000 }, (_, index) => `${index},Ābele ${index}\n`);
  write(join(box, 'a.csv'), `number,name\n${lines.join('')}`);
  const way = await wayToPlatform();
  const { file, state } = config(
    `${changed(rows, 'away')}
  whole:
    dataSet: ${whole}
    postgres: { url: PIERS_DATABASE, query: "select number, name from public.away" }
  files:
    dataSet: ${files}
    folder: { path: away, files: "*.csv", moveTo: done }
`,
    way.url,
  );
  const cut = begin(file);
  await until(cut, async () => (await changes(rows)) >= 2_000);
  way.turn(false);
  await until(cut, async () => cut.output().includes('does not answer'));
  cut.stop();
  await cut.ended;
  const unfinished = JSON.parse(readFileSync(join(state, 'state.json'), 'utf8'));
  expect(unfinished.sources.piers).toMatchObject({ unfinished: true });
  way.turn(true);
  const again = begin(file);
  await until(again, async () => (await changes(files)) >= 2_000);
  way.turn(false);
  await until(again, async () => again.output().includes('does not answer'));
  way.turn(true);
  expect(await again.ended).toMatchObject({ failed: 0 });
  way.close();
  expect([await changes(rows), await changes(whole), await changes(files)]).toEqual([
    5_000, 5_000, 9_000,
  ]);
  expect(readdirSync(join(box, 'done'))).toEqual(['a.csv']);
  const finished = JSON.parse(readFileSync(join(state, 'state.json'), 'utf8'));
  expect(finished.sources.files).toMatchObject({ unfinished: false });
});

test('two connectors at once with what is the same send it once', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('shared', 4_000);
  const box = outbox('shared');
  write(join(box, 'a.csv'), 'number,name\n5000,Viens\n');
  const sources = `${changed(dataSet, 'shared')}
  files: { dataSet: ${dataSet}, folder: { path: shared, files: "*.csv", moveTo: done } }
`;
  const both = [config(sources), config(sources)].map(({ file }) => run(file));
  const ended = await Promise.all(both);
  expect(ended, ended.map(({ output }) => output).join('\n')).toMatchObject([
    { failed: 0 },
    { failed: 0 },
  ]);
  expect(await changes(dataSet)).toBe(4_001);
  expect(readdirSync(join(box, 'done'))).toEqual(['a.csv']);
});

test('a trial that is published gets everything again, which was emptied then', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet(
    'updates: daily\nlicence: closed\nlegalBasis: { lv: Nolikums, en: Bylaw }\n',
  );
  const name = { code: dataSet.replace('@1', ''), version: 1 };
  await table('tried', 10);
  const box = outbox('tried');
  write(join(box, 'a.csv'), 'number,name\n50,Viens\n');
  const { file } = config(`${changed(dataSet, 'tried')}
  files: { dataSet: ${dataSet}, folder: { path: tried, files: "*.csv" } }
`);
  expect(await run(file)).toMatchObject({ failed: 0 });
  expect(await changes(dataSet)).toBe(11);
  await proposeDataSet(platform, name);
  await publishDataSet(platform, name);
  expect(await run(file)).toMatchObject({ failed: 0 });
  expect(await numbersOf(dataSet)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50]);
  expect((await run(file)).output).toContain('files: nothing to send');
});

test('a file that was taken just before a kill is moved by the next run', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  const box = outbox('moved');
  write(join(box, 'a.csv'), 'number,name\n1,Viens\n');
  const sources = (more: string) =>
    `\n  piers: { dataSet: ${dataSet}, folder: { path: moved, files: "*.csv"${more} } }\n`;
  const { file, state } = config(sources(''));
  expect(await run(file)).toMatchObject({ failed: 0 });
  // What a kill between the two leaves: it is known to be taken, and is still there.
  const { file: moving } = config(sources(', moveTo: done'), server.baseUrl, state);
  expect(await run(moving)).toMatchObject({ failed: 0 });
  expect(readdirSync(join(box, 'done'))).toEqual(['a.csv']);
  expect(await changes(dataSet)).toBe(1);
});
