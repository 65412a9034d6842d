import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { type FileForm, formOfName } from '../../../../platform/files/file-form.ts';
import type { TestContext } from '../../../../platform/testing/test-context.ts';
import { csvRow } from '../../held/forms/csv-row.ts';
import { changeRows, exchangeContext, heldRows, LICENCES } from '../../testing/exchange-context.ts';
import { licencesWith } from '../../testing/licences.ts';
import { listQuarantine, replayQuarantined } from '../serve-quarantine.ts';
import { describeUpload, takeUpload } from '../take-upload.ts';

interface Options {
  id?: string;
  form?: FileForm;
  mode?: 'changes' | 'snapshot';
  allOrNothing?: boolean;
  takenAt?: string;
  fromLine?: number;
  gzip?: boolean;
  cut?: boolean;
}

const CSV = formOfName('x.csv', { delimiter: ';' });
const HEADING = 'personCode;number;revision;since;fee;waters;companions\n';

async function* stream(content: string | Buffer, cut: boolean): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string);
  for (let start = 0; start < bytes.length; start += 10_007)
    yield bytes.subarray(start, start + 10_007);
  if (cut) throw new Error('aborted');
}

async function load(context: TestContext, content: string | Buffer, options: Options = {}) {
  const { cut = false, takenAt, ...more } = options;
  const sent = {
    ...{ id: 'morning', form: CSV, mode: 'changes' as const, allOrNothing: false, fromLine: 1 },
    ...{ takenAt: takenAt ? new Date(takenAt) : null },
    ...more,
  };
  return await takeUpload(context, LICENCES, sent, stream(content, cut));
}

async function held(context: TestContext) {
  const rows = await heldRows(context);
  return rows.map(({ content, sealed }) => ({
    ...content,
    ...(sealed ? JSON.parse(context.keys.decrypt(sealed)) : {}),
  }));
}

async function problems(context: TestContext) {
  const kept = await listQuarantine(context, LICENCES, { after: null, limit: 100 });
  return kept.map(({ line, problems }) => [line, ...problems.map((one) => [one.path, one.code])]);
}

const WHOLE = {
  ...{ personCode: '320000-00001', number: 'L-1', revision: 1, since: '2026-03-11', fee: '12.50' },
  ...{ waters: [{ name: 'Ķīšezers', hectares: '1.5' }], companions: [{ nickname: '=x' }] },
};

test.each(['utf-8', 'windows-1257', 'utf-16le'])(
  'CSV in %s becomes typed records',
  async (encoding) => {
    const context = await exchangeContext();
    const text = `${HEADING}32000000001;L-1; 1 ;11.3.2026;12,50;"[{""name"":""Ķīšezers"",""hectares"":""1.5""}]";"[{""nickname"":""=x""}]"\r\n`;
    const letters: Record<string, number> = { Ķ: 0xcd, ī: 0xee, š: 0xf0 };
    const bytes =
      encoding === 'windows-1257'
        ? Buffer.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)))
        : Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
    const form = formOfName('x.csv', { encoding, delimiter: ';' });
    expect(await load(context, bytes, { form })).toMatchObject({ state: 'complete', stored: 1 });
    expect(await held(context)).toEqual([WHOLE]);
  },
);

test('a workbook becomes typed records', async () => {
  const context = await exchangeContext();
  const names = HEADING.trim().split(';');
  const book = await writeXlsxFile([
    names.map((value) => ({ value })),
    [
      { value: 32000000001 },
      { value: 'L-1' },
      { value: 1 },
      { value: new Date('2026-03-11T00:00:00Z'), format: 'dd.mm.yyyy' },
      { value: 12.5 },
      { value: '[{"name":"Ķīšezers","hectares":"1.5"}]' },
      { value: '[{"nickname":"=x"}]' },
    ],
    [{ value: '32000000001' }, { value: 'L-2' }, { value: 1 }, { value: '30.02.2026' }],
  ] as never).toBuffer();
  const report = await load(context, book as Buffer, { form: { kind: 'workbook' } });
  expect(report).toMatchObject({ state: 'complete', stored: 1, quarantined: 1, lastLine: 3 });
  expect(await held(context)).toEqual([{ ...WHOLE, fee: '12.5' }]);
  expect(await problems(context)).toEqual([[3, ['/since', 'not-a-day']]]);
});

test('an array becomes records, snapshots too', async () => {
  const context = await exchangeContext();
  const form = { kind: 'array' } as const;
  const text = JSON.stringify([{ upsert: WHOLE }, 7, { upsert: { ...WHOLE, number: 'L-2' } }]);
  expect(await load(context, text, { form })).toMatchObject({ stored: 2, quarantined: 1 });
  expect(await problems(context)).toEqual([[2, ['', 'not-a-change']]]);
  context.clock.set('2026-03-12T10:00:00Z');
  const snapshot = { id: 's', form, mode: 'snapshot', takenAt: '2026-03-12T00:00:00Z' } as const;
  const report = await load(context, JSON.stringify([WHOLE]), snapshot);
  expect(report).toMatchObject({ state: 'waiting', removed: 1 });
});

test('rows are bad one by one, with their lines, and are mended as JSON', async () => {
  const context = await exchangeContext();
  const rows = [
    '32000000001;L-1;1;2026-03-11;;;',
    '32000000001;L-2;one;30.02.2026;1.234,5;{};x',
    '32000000001;L-3;1;2026-03-11;;;;too;many',
    ';L-4;1;2026-03-11',
    '"32000000001";"L-5\nof two lines";1;2026-03-11',
    '99999999999;L-6;1;2026-03-11;;;;;',
    '32000000001;L-7;1;2026-03-11;\u0099;;',
  ];
  const report = await load(context, `${HEADING}${rows.join('\n')}`);
  expect(report).toMatchObject({ state: 'complete', stored: 2, quarantined: 5, lastLine: 9 });
  expect(await problems(context)).toEqual([
    [
      3,
      ['/revision', 'wrong-type'],
      ['/since', 'not-a-day'],
      ['/fee', 'not-a-decimal'],
      ['/waters', 'wrong-type'],
      ['/companions', 'wrong-type'],
    ],
    [4, ['', 'too-many-cells']],
    [5, ['/personCode', 'missing']],
    [8, ['/personCode', 'not-a-personal-code']],
    [9, ['', 'not-in-encoding']],
  ]);
  const kept = await listQuarantine(context, LICENCES, { after: null, limit: 100 });
  const [, tooMany] = kept;
  expect(JSON.parse(tooMany?.text ?? '')).toMatchObject({ upsert: { number: 'L-3' } });
  const change = { upsert: { ...WHOLE, number: 'L-3' } };
  const mended = await replayQuarantined(context, LICENCES, { id: tooMany?.id ?? '', change });
  expect(mended).toMatchObject({ outcome: 'new' });
});

test('a column may say that a record is to be deleted', async () => {
  const context = await exchangeContext();
  const heading = '_change;personCode;number;revision;since\n';
  const row = (change: string, revision: number) =>
    `${change};32000000001;L-1;${revision};2026-03-11\n`;
  await load(context, `${heading}${row('', 1)}${row('upsert', 2)}${row('delete', 3)}`);
  const kinds = (await changeRows(context)).map(({ kind }) => kind);
  expect(kinds).toEqual(['n', 'x', 'd']);
  await load(context, `${heading}${row('forget', 4)}`, { id: 'b' });
  expect(await problems(context)).toEqual([[2, ['', 'not-a-change']]]);
});

test.each([
  [
    'names that are near',
    'personcode;numbr;revision;since',
    [
      { column: 1, code: 'unknown', field: 'personCode' },
      { column: 2, code: 'unknown', field: 'number' },
      { column: null, code: 'missing', field: 'personCode' },
      { column: null, code: 'missing', field: 'number' },
    ],
  ],
  [
    'a name twice',
    'personCode;number;revision;since;since',
    [{ column: 5, code: 'twice', field: 'since' }],
  ],
])('a heading with %s is refused', async (_name, heading, expected) => {
  const context = await exchangeContext();
  await expect(load(context, `${heading}\nx;y;z\n`)).rejects.toMatchObject({
    code: 'file-heading-wrong',
    details: {
      problems: expected.map((one) => ({
        ...{ ...one, lv: expect.stringMatching(/^\p{Lu}.+\.$/u) },
        en: expect.stringMatching(/^\p{Lu}.+\.$/u),
      })),
    },
  });
});

test('a heading of a hundred thousand columns is refused as fast as any', async () => {
  const context = await exchangeContext();
  const refusal = await load(context, `${'x;'.repeat(100_000)}\n`).catch((error) => error);
  expect(refusal.code).toBe('file-heading-wrong');
  expect(refusal.details.problems.length).toBeLessThanOrEqual(20);
});

test('a file without a heading is refused, and nobody in it is named by the refusal', async () => {
  const context = await exchangeContext();
  const refusal = await load(context, '320000-00001;Slepenais;1;2026-03-11\n').catch((e) => e);
  expect(refusal.code).toBe('file-heading-wrong');
  expect(JSON.stringify(refusal.details)).not.toMatch(/320000|Slepenais/);
  await expect(load(context, '', { id: 'empty' })).rejects.toMatchObject({
    code: 'file-heading-wrong',
  });
});

/** Numbers that hardly shrink. */
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = createHash('sha256').update(`${index}`).digest('hex');
    return `32000000001;${number};1;2026-03-11\n`;
  });
const SHORT_HEADING = 'personCode;number;revision;since\n';

test('a file that is cut goes on from where it was kept', async () => {
  const context = await exchangeContext();
  const whole = `${SHORT_HEADING}${rows(5_000).join('')}`;
  const gzip = true;
  const packed = gzipSync(whole);
  const cut = load(context, packed.subarray(0, packed.length - 100), { cut: true, gzip });
  await expect(cut).rejects.toMatchObject({ code: 'upload-cut' });
  const { lastLine } = await describeUpload(context, LICENCES, 'morning');
  expect(lastLine).toBeGreaterThanOrEqual(2_000);
  const rest = load(context, packed, { gzip, fromLine: lastLine + 1 });
  await expect(rest).rejects.toMatchObject({ code: 'upload-whole-expected' });
  const other = load(context, '', { form: { kind: 'lines' } });
  await expect(other).rejects.toMatchObject({ code: 'upload-differs' });
  const report = await load(context, packed, { gzip });
  expect(report).toMatchObject({ state: 'complete', stored: 5_000, unchanged: 0, lastLine: 5_001 });
  expect(await load(context, packed, { gzip })).toEqual(report);
  expect(await changeRows(context)).toHaveLength(5_000);
});

test('a snapshot in CSV removes what it does not name', async () => {
  const context = await exchangeContext();
  const taken = { mode: 'snapshot', takenAt: '2026-03-11T03:00:00Z' } as const;
  await load(context, `${SHORT_HEADING}${rows(40).join('')}`, taken);
  context.clock.set('2026-03-12T10:00:00Z');
  const next = { ...taken, id: 'b', takenAt: '2026-03-12T03:00:00Z' };
  const report = await load(context, `${SHORT_HEADING}${rows(39).join('')}`, next);
  expect(report).toMatchObject({ state: 'complete', unchanged: 39, removed: 1 });
});

test.each([
  ['a quote without its pair', `${SHORT_HEADING}${rows(3_000).join('')}"x;y`, false, 'csv-broken'],
  ['a heading that is wrong', `number\n${rows(10).join('')}`, false, 'file-heading-wrong'],
  [
    'a bomb',
    gzipSync(Buffer.concat([Buffer.from(SHORT_HEADING), Buffer.alloc(30_000_000, '\n')])),
    true,
    'compressed-too-much',
  ],
  ['a broken archive', gzipSync(SHORT_HEADING).subarray(0, 30), true, 'compressed-broken'],
])('all or nothing with %s is nothing', async (_name, content, gzip, code) => {
  const context = await exchangeContext();
  const sent = load(context, content, { allOrNothing: true, gzip });
  await expect(sent).rejects.toMatchObject({ code });
  expect(await changeRows(context)).toEqual([]);
  expect(await describeUpload(context, LICENCES, 'morning')).toMatchObject({ state: 'open' });
});

test('what goes out as CSV comes in as it was', async () => {
  const context = await exchangeContext(
    licencesWith(['key: [personCode, number]', 'key: [number]'], ['lookup: [personCode]\n', '']),
  );
  const texts = ['=1+1', "'=1", "''x", '-5', '-x', '@a', '"', 'a;b,c', '+371', "'"];
  const written = texts.map((number) => csvRow(['32000000001', number, 1, '2026-03-11']));
  const form = formOfName('x.csv');
  await load(context, `personCode,number,revision,since\r\n${written.join('')}`, { form });
  const numbers = (await held(context)).map(({ number }) => number);
  expect(numbers.sort()).toEqual([...texts].sort());
});
