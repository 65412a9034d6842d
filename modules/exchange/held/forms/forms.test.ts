import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../../apps/server/testing/test-server.ts';
import { getServedVersion } from '../../data-sets/get-version.ts';
import { addInformationSystem, createSystemKey, defineDataSet } from '../../index.ts';
import { acceptRecords } from '../../intake/accept-records.ts';
import { takeUpload } from '../../intake/take-upload.ts';
import { makeView } from '../../permissions/view.ts';
import { exchangeContext, LICENCES, licence } from '../../testing/exchange-context.ts';
import { BULK_FORMS, type BulkFormName } from './bulk-form.ts';

const ALL = `
code: vejaine-all
name: { lv: Visi tipi, en: All types }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: words, class: none }
  - { name: amount, type: decimal, class: none }
  - { name: open, type: boolean, class: none }
  - { name: since, type: day, class: none }
  - { name: at, type: instant, class: none }
  - { name: person, type: personal-code, class: personal }
  - { name: depths, list: [{ name: metres, type: decimal, class: none }] }
`;
const NAME = { code: 'vejaine-all', version: 1 };
const ADDRESS = '/exchange/v1/data-sets/vejaine-all/1/records';

const RECORDS = [
  {
    ...{ number: 1, words: '=1+1', amount: '12.50', open: true, since: '2026-03-11' },
    ...{ at: '2026-03-11T10:00:00.000Z', person: '320000-00001', depths: [{ metres: '1.5' }] },
  },
  {
    ...{ number: 9_007_199_254_740_991, words: ' <a>&\r\n_x0041_\u0001 Ķē😀 ' },
    ...{ amount: '-123456789012345678.123456789', open: false, since: '1850-01-31' },
  },
  { number: 3 },
  { number: 4, since: '9999-12-31', amount: '0.000000001', words: '-5' },
  { number: 5, amount: '-70.00' },
];

const context = await exchangeContext();
await defineDataSet(context, { file: 'all.yaml', text: ALL });
await acceptRecords(context, NAME, {
  changes: RECORDS.map((upsert) => ({ upsert })),
  allOrNothing: true,
});
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });
const server = await testServer(context);
afterAll(() => server.close());

async function ask(form: BulkFormName, more: Record<string, string> = {}) {
  const headers = {
    authorization: `Bearer ${keyText}`,
    accept: BULK_FORMS[form].mediaType,
    ...more,
  };
  const response = await fetch(`${server.baseUrl}${ADDRESS}`, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const byNumber = (rows: Record<string, unknown>[]) =>
  rows.sort((one, other) => Number(one.number) - Number(other.number));

test('Parquet has typed columns, which others read', async () => {
  const { response, bytes } = await ask('parquet');
  expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet');
  expect(response.headers.get('content-disposition')).toContain('vejaine-all-1.parquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const types = parquetMetadata(file).schema.map(({ name, type, converted_type }) => [
    name,
    converted_type ?? type,
  ]);
  expect(types.slice(1)).toEqual([
    ...[
      ['number', 'INT64'],
      ['words', 'UTF8'],
      ['amount', 'DECIMAL'],
      ['open', 'BOOLEAN'],
    ],
    ...[
      ['since', 'DATE'],
      ['at', 'TIMESTAMP_MILLIS'],
      ['person', 'UTF8'],
      ['depths', 'JSON'],
    ],
  ]);
  const rows = byNumber(await parquetReadObjects({ file }));
  const nothing = { amount: null, open: null, since: null, at: null, person: null, depths: null };
  expect(rows).toEqual([
    {
      ...{ number: 1n, words: '=1+1', amount: 12.5, open: true, person: '320000-00001' },
      ...{ since: new Date('2026-03-11'), at: new Date('2026-03-11T10:00:00Z') },
      depths: [{ metres: '1.5' }],
    },
    { ...nothing, number: 3n, words: null },
    { ...nothing, number: 4n, words: '-5', since: new Date('9999-12-31'), amount: 1e-9 },
    { ...nothing, number: 5n, words: null, amount: -70 },
    {
      ...nothing,
      ...{ number: 9_007_199_254_740_991n, words: RECORDS[1]?.words, open: false },
      ...{ amount: -123456789012345678.123456789, since: new Date('1850-01-31') },
    },
  ]);
});

test('a workbook opens elsewhere, keeps texts as texts, and comes in as it went out', async () => {
  const { response, bytes } = await ask('xlsx');
  expect(response.headers.get('content-type')).toBe(BULK_FORMS.xlsx.mediaType);
  const [sheet] = await readXlsxFile(bytes, { trim: false });
  const [heading, ...rows] = (sheet?.data ?? []) as unknown as unknown[][];
  expect(heading).toEqual(Object.keys(RECORDS[0] ?? {}));
  expect(rows.sort((one, other) => Number(one[0]) - Number(other[0]))).toEqual([
    [
      ...[1, '=1+1', 12.5, true, new Date('2026-03-11'), '2026-03-11T10:00:00.000Z'],
      ...['320000-00001', '[{"metres":"1.5"}]'],
    ],
    [3, null, null, null, null, null, null, null],
    [4, '-5', 1e-9, null, new Date('9999-12-31'), null, null, null],
    [5, null, -70, null, null, null, null, null],
    [
      ...['9007199254740991', RECORDS[1]?.words, '-123456789012345678.123456789', false],
      ...['1850-01-31', null, null, null],
    ],
  ]);
  const sent = { ...{ id: 'back', mode: 'changes' as const, allOrNothing: false }, fromLine: 1 };
  const form = { kind: 'workbook' } as const;
  const report = await takeUpload(context, NAME, { ...sent, takenAt: null, form }, pieces(bytes));
  expect(report).toMatchObject({ state: 'complete', stored: 0, unchanged: 5, quarantined: 0 });
});

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
] as const)('lines come compressed by %s on request', async (encoding, inflate) => {
  const plain = await ask('ndjson', { 'accept-encoding': 'identity' });
  const headers = { authorization: `Bearer ${keyText}`, 'accept-encoding': `${encoding};q=0.5, x` };
  const answer = await raw(ADDRESS, headers);
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(inflate(answer.body).toString()).toBe(plain.bytes.toString());
  expect(answer.headers.etag).not.toBe(plain.response.headers.get('etag'));
  const held = await raw(ADDRESS, { ...headers, 'if-none-match': String(answer.headers.etag) });
  expect([held.status, held.body.length]).toEqual([304, 0]);
  const path = '/exchange/v1/data-sets/vejaine-all/1/changes';
  const accept = 'application/x-ndjson';
  const changes = await raw(path, { ...headers, accept });
  const { body } = await raw(path, { authorization: headers.authorization, accept });
  expect(inflate(changes.body).toString()).toBe(body.toString());
});

/** As it comes over the wire: `fetch` would inflate it. */
async function raw(path: string, headers: Record<string, string>) {
  return await new Promise<{
    status: number | undefined;
    headers: Record<string, unknown>;
    body: Buffer;
  }>((done, failed) => {
    const asked = request(`${server.baseUrl}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('error', failed).end();
  });
}

test.each(Object.keys(BULK_FORMS) as BulkFormName[])(
  '%s has the fields of the view, and no other',
  async (form) => {
    const { definition } = await getServedVersion(context, LICENCES);
    const fields = new Map([['since', true as const]]);
    const view = makeView(definition, { fields, rows: [] });
    const page = [JSON.stringify({ ...licence(), fee: '77.77', waters: [{ name: 'Slepenais' }] })];
    const parts: Buffer[] = [];
    const written = BULK_FORMS[form].write(view, one(page));
    for await (const part of written) parts.push(Buffer.from(part as string));
    const text = form === 'xlsx' ? await sheetText(Buffer.concat(parts)) : Buffer.concat(parts);
    expect(String(text)).toContain('number');
    expect(String(text)).not.toMatch(/fee|77\.77|waters|Slepenais|revision/);
  },
);

async function* one<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

async function sheetText(bytes: Buffer): Promise<string> {
  return JSON.stringify(await readXlsxFile(bytes));
}
