import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readConnectorConfig } from './config.ts';
import { checkConnector } from './run-connector.ts';
import {
  addressOf,
  COLUMNS,
  changed,
  openConnectorPlace,
  TIMEOUT_MS,
  until,
  write,
} from './testing/connector-place.ts';

const {
  ask,
  changes,
  config,
  DATABASE,
  folder,
  keyText,
  newDataSet,
  outbox,
  platform,
  records,
  runOnce,
  source,
  start,
  table,
} = await openConnectorPlace();

test('a database is followed: new rows, changed and deleted ones, after a kill too', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('followed', 8_000);
  const { file, state } = config(changed(dataSet, 'followed'));
  const first = start(['run', '--once', '--config', file]);
  await until(first, async () => (await changes(dataSet)) >= 3_000);
  first.child.kill('SIGKILL');
  await first.ended;
  const kept = await changes(dataSet);
  expect(kept).toBeLessThan(8_000);
  const third = await runOnce(file);
  expect(third).toMatchObject({ status: 0 });
  expect(await changes(dataSet)).toBe(8_000);
  const [one, , , four] = await records(dataSet);
  expect(one).toEqual({
    ...{ number: 1, name: 'Nr. 1', depth: '0.25', open: false },
    ...{ since: '2026-03-11', at: '2026-03-11T08:00:00.500Z', parts: [{ word: '1' }] },
  });
  expect(four).toMatchObject({ number: 4, open: true });
  await source.adminDb.query(`
    update public.followed set name = 'Jauns', changed_at = now() where number = 1;
    update public.followed set gone = true, changed_at = now() where number = 2;
    insert into public.followed select 8002, repeat('x', 5000), 1, true, since, at, parts, now(), false
    from public.followed where number = 1;
    insert into public.followed select 8001, 'late', 1.5, true, since, at, parts,
      (select max(changed_at) - interval '5 minutes' from public.followed), false
    from public.followed where number = 1`);
  const fourth = await runOnce(file);
  expect(fourth).toMatchObject({ status: 0, output: expect.stringMatching(/1 deleted/) });
  expect(fourth.output).toContain('1 quarantined');
  expect((await runOnce(file)).output).not.toContain('quarantined');
  expect(await changes(dataSet)).toBe(8_003);
  const held = await records(dataSet);
  expect(held).toHaveLength(8_000);
  expect(held[0]).toMatchObject({ number: 1, name: 'Jauns' });
  const written = readFileSync(join(state, 'state.json'), 'utf8');
  expect(written).not.toContain(keyText);
  expect(`${third.output}${fourth.output}`).not.toMatch(new RegExp(`${keyText}|Jauns`));
});

test('a database is sent whole, and what is gone there goes, after a kill too', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  await table('whole', 6_000);
  const { file } = config(`
  piers:
    dataSet: ${dataSet}
    postgres: { url: PIERS_DATABASE, query: "${COLUMNS} public.whole" }
`);
  const first = start(['run', '--once', '--config', file]);
  await until(first, async () => {
    const rows = await platform.adminDb.query(`select from exchange.spool limit 1`);
    return rows.length > 0;
  });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await changes(dataSet)).toBe(0);
  expect(await runOnce(file)).toMatchObject({ status: 0 });
  expect(await changes(dataSet)).toBe(6_000);
  await source.adminDb.query('delete from public.whole where number <= 100');
  // The platform's clock stands still in tests; what changed after a snapshot is not removed by it.
  platform.clock.advance(60_000);
  const again = await runOnce(file);
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('100 removed') });
  await source.adminDb.query('delete from public.whole where number > 3000');
  platform.clock.advance(60_000);
  const halved = await runOnce(file);
  expect(halved).toMatchObject({ status: 1, output: expect.stringContaining('waits for a conf') });
  expect(await records(dataSet)).toHaveLength(5_900);
});

test('files of a folder are taken once, moved, and never half, through links or from elsewhere', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  const box = outbox('box');
  const { file } = config(`
  piers:
    dataSet: ${dataSet}
    folder: { path: box, files: "*.csv", delimiter: semicolon, moveTo: done, settle: 1h }
`);
  write(join(box, 'a.csv'), 'number;name\n1;Ābols\n2;x\nx;y\n');
  write(join(box, 'b.csv.gz'), gzipSync('number;name\n2;Bumbieris\n'));
  write(join(box, 'c.csv'), 'nummber;name\n3;x\n');
  write(join(box, 'd.txt'), 'number;name\n4;x\n');
  writeFileSync(join(box, 'young.csv'), 'number;name\n5;half');
  write(join(folder, 'elsewhere.csv'), 'number;name\n6;x\n');
  symlinkSync(join(folder, 'elsewhere.csv'), join(box, 'e.csv'));
  const keyless = await runOnce(file, { PIERS_KEY: 'kopli_wrong' });
  expect(keyless).toMatchObject({ status: 1, output: expect.stringContaining('system-key') });
  const first = await runOnce(file);
  expect(first.status).toBe(1);
  expect(first.output).toContain('c.csv: file-heading-wrong');
  expect(first.output).not.toContain('nummber');
  expect(await records(dataSet)).toEqual([
    { number: 1, name: 'Ābols' },
    { number: 2, name: 'Bumbieris' },
  ]);
  expect(readdirSync(join(box, 'done')).sort()).toEqual(['a.csv', 'b.csv.gz']);
  const second = await runOnce(file);
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining('nothing to send') });
  write(join(box, 'c.csv'), 'number;name\n3;x\n');
  write(join(box, 'a.csv'), 'number;name\n1;Cits\n');
  expect(await runOnce(file)).toMatchObject({ status: 0 });
  expect(await changes(dataSet)).toBe(5);
  expect(readdirSync(join(box, 'done'))).toHaveLength(4);
  expect(readdirSync(box).sort()).toEqual(['d.txt', 'done', 'e.csv', 'young.csv']);
});

test('a file is taken once although the connector is killed in the middle of it', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataSet = await newDataSet();
  const box = outbox('big');
  const rows = Array.from({ length: 12_000 }, (_, index) => `${index},${'x'.repeat(40)}\n`);
  write(join(box, 'big.csv'), `number,name\n${rows.join('')}`);
  const { file, state } = config(`
  piers:
    dataSet: ${dataSet}
    folder: { path: big, files: "*.csv" }
`);
  const first = start(['run', '--once', '--config', file]);
  await until(first, async () => (await changes(dataSet)) >= 2_000);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await runOnce(file);
  expect(second).toMatchObject({ status: 0 });
  expect(await changes(dataSet)).toBe(12_000);
  expect(existsSync(join(box, 'big.csv'))).toBe(true);
  const third = await runOnce(file);
  expect(third).toMatchObject({ status: 0, output: expect.stringContaining('nothing to send') });
  expect(JSON.parse(readFileSync(join(state, 'state.json'), 'utf8'))).toMatchObject({
    sources: { piers: { files: { 'big.csv': { outcome: 'complete' } } } },
  });
});

test('it runs on its schedule until it is told to end', { timeout: TIMEOUT_MS }, async () => {
  const dataSet = await newDataSet();
  await table('scheduled', 10);
  const { file } = config(`${changed(dataSet, 'scheduled')}    every: 1s\n`);
  const following = start(['run', '--config', file]);
  await until(following, async () => (await changes(dataSet)) === 10);
  await source.adminDb.query(
    "update public.scheduled set name = 'Jauns', changed_at = now() where number = 1",
  );
  await until(following, async () => (await changes(dataSet)) === 11);
  const second = await runOnce(file);
  expect(second).toMatchObject({ status: 1, output: expect.stringContaining('Another connector') });
  following.child.kill('SIGTERM');
  expect(await following.ended).toMatchObject({ status: 0 });
});

test('what is wrong is a sentence, and tells no secret', { timeout: TIMEOUT_MS }, async () => {
  const dataSet = await newDataSet();
  await table('wrong', 1);
  const postgres = (query: string, more = '') => `
  piers:
    dataSet: ${dataSet}
    postgres: { url: PIERS_DATABASE, query: "${query}"${more} }
`;
  const check = async (sources: string, environment: Record<string, string> = {}) => {
    const { file } = config(sources);
    const reading = readConnectorConfig({ file, text: readFileSync(file, 'utf8') });
    if (!reading.ok) return JSON.stringify(reading.problems);
    const said: string[] = [];
    const connector = {
      ...{ config: reading.config, folder, signal: new AbortController().signal },
      environment: { PIERS_KEY: keyText, PIERS_DATABASE: DATABASE, ...environment },
      say: (sentence: string) => void said.push(sentence),
    };
    await checkConnector(connector).catch((error) => said.push(error.message));
    return said.join('\n');
  };
  expect(await check(postgres(`${COLUMNS} public.wrong`))).toContain('can be read');
  const wrong: [sources: string, said: string, environment?: Record<string, string>][] = [
    [postgres(`${COLUMNS} public.nowhere`), '42P01'],
    [postgres('select name from public.wrong'), 'The query lacks number.'],
    [postgres('select *, 1 as more from public.wrong'), 'has no field changed_at, gone, more.'],
    [
      postgres(
        'select number, name, gone from public.wrong',
        ', watermark: { column: name, deleted: gone }',
      ),
      'neither a whole number nor a time',
    ],
    [postgres('select 1 as number'), 'has no variable PIERS_DATABASE', { PIERS_DATABASE: '' }],
    [
      postgres('select 1 as number'),
      'The database',
      { PIERS_DATABASE: 'postgres://u:geheim@127.0.0.1:1/x' },
    ],
    [postgres('select 1 as number'), 'system-key-unknown', { PIERS_KEY: 'kopli_geheim' }],
    ['\n  piers: { dataSet: none@1, folder: { path: ., files: "*.csv" } }\n', 'data-set-unknown'],
    [
      `\n  piers: { dataSet: ${dataSet}, folder: { path: no, files: "*.csv" } }\n`,
      'There is no folder',
    ],
  ];
  for (const [sources, sentence, environment] of wrong) {
    const said = await check(sources, environment);
    expect(said).toContain(sentence);
    expect(said).not.toContain('geheim');
  }
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'platform: x\n');
  const { output } = await start(['check', '--config', broken, '--lv']).ended;
  expect(output).toContain('field-missing "sources"');
  expect((await ask(addressOf(dataSet))).status).toBe(200);
});
