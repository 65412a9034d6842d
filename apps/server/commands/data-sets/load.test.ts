import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testProgram } from '../../testing/program.ts';

const TIMEOUT_MS = 420_000;
const { folder, run } = testProgram({ KOPLIETA_PERSONS: '100' });

const TEXT = `
code: vejaine-piers
name: { lv: Piestātnes, en: Piers }
institution: m-0001000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: name, class: none }
`;

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What came of each file; a slow machine tells of its database too. */
function reports({ output }: { output: string }): string[] {
  return output.split('\n').filter((line) => line.includes(': complete, '));
}

test('files and folders are loaded, and loaded again they change nothing', {
  timeout: TIMEOUT_MS,
}, () => {
  expect(run(['simulate'])).toMatchObject({ status: 0 });
  expect(run(['organisations', 'RIGA state']).output).toMatch(/^m-0001000 {2}.* \/ Riga State/m);
  const piers = ['--institution', 'm-0001000', '--code', 'piers', '--name', 'Piers'];
  expect(run(['systems', 'add', ...piers]).status).toBe(0);
  const [, keyId = ''] = /Access key (\S+),/.exec(run(['systems', 'key', 'piers']).output) ?? [];
  const { output: listed } = run(['systems', 'list']);
  expect(listed).toContain('piers  Piers (m-0001000)');
  expect(listed).toContain(`  key ${keyId}, made on `);
  expect(listed).not.toContain('kopli_');
  const defined = run(['data-sets', 'define', write('piers.yaml', TEXT)]);
  expect(defined.output).toContain('vejaine-piers@1: added');
  mkdirSync(join(folder, 'files'));
  const csv = Buffer.concat([
    Buffer.from('number;name\n1;'),
    Buffer.from([0xc2, 0x62, 0x6f, 0x6c, 0x73]),
  ]);
  write('files/a.csv', csv);
  write('files/b.ndjson.gz', gzipSync('{"upsert":{"number":2}}\n{"upsert":{"number":"x"}}\n'));
  write('files/c.txt', 'no file of records');
  symlinkSync('/etc/passwd', join(folder, 'files', 'd.csv'));
  const load = ['data-sets', 'load', 'vejaine-piers@1'];
  const csvOptions = ['--encoding', 'windows-1257', '--delimiter', ';'];
  const first = run([...load, join(folder, 'files'), ...csvOptions]);
  expect(reports(first)).toEqual([
    expect.stringMatching(/^a\.csv-\w{16}: complete, up to line 2: 1 stored, 0 unchanged,/),
    expect.stringMatching(/^b\.ndjson\.gz-\w{16}: complete, .*: 1 stored, .* 1 in quarantine,/),
  ]);
  expect(first.status).toBe(0);
  const again = run([...load, join(folder, 'files'), ...csvOptions]);
  expect(reports(again)).toEqual(reports(first));
  const name = ['vejaine-piers@1'];
  const { output: printed } = run(['data-sets', 'quarantine', ...name]);
  const kept = printed.split('\n').find((line) => line.startsWith('{')) ?? '';
  const bad = JSON.parse(kept);
  expect(bad).toMatchObject({ line: 2, problems: [{ path: '/number', code: 'wrong-type' }] });
  const asItCame = run(['data-sets', 'replay', ...name, write('bad.ndjson', kept)]);
  expect(asItCame).toMatchObject({ status: 1 });
  expect(asItCame.output).toContain('(records-refused)');
  expect(asItCame.output).toContain(
    '  /number: The value is of another type than the data set says.',
  );
  expect(bad.change).toEqual({ upsert: { number: 'x' } });
  const change = { upsert: { number: 3 } };
  const mended = write('mended.ndjson', `${JSON.stringify({ ...bad, change })}\n`);
  const replayed = run(['data-sets', 'replay', ...name, mended]);
  expect(replayed.output).toContain(`${bad.id}: new`);
  expect(run(['data-sets', 'quarantine', ...name]).output).not.toContain(bad.id);
  const held = '{"number":1,"name":"Ābols"}\n';
  const more = [...Array(9).keys()].map((number) => `{"number":${number + 2}}\n`);
  const snapshot = (text: string, name: string) =>
    run([...load, write(name, text), '--snapshot', new Date().toISOString()]);
  expect(snapshot(held + more.join(''), 's.ndjson').output).toContain('complete');
  const waiting = snapshot(held, 't.ndjson');
  expect(waiting.status).toBe(1);
  const [, upload = ''] = /^(t\.ndjson-\w+): waiting/m.exec(waiting.output) ?? [];
  const confirmed = run(['data-sets', 'confirm', 'vejaine-piers@1', upload, '9', '0', '0']);
  expect(confirmed.output).toContain('complete');
  const refused: [args: string[], sentence: RegExp][] = [
    [[join(folder, 'files', 'd.csv')], /file-not-plain/],
    [[join(folder, 'files', 'a.csv'), '--snapshot', 'today'], /Write an instant as/],
    [[join(folder, 'files'), '--name', 'x'], /is one file/],
  ];
  for (const [args, sentence] of refused) {
    const { status, output } = run([...load, ...args]);
    expect(output).toMatch(sentence);
    expect(status).toBe(1);
  }
  expect(readFileSync(join(folder, 'files', 'a.csv'))).toEqual(csv);
});
