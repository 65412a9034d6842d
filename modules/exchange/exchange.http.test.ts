import { connect } from 'node:net';
import { crc32, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import { addInformationSystem, createSystemKey, defineDataSet, endDataSet } from './index.ts';
import { exchangeContext, licence } from './testing/exchange-context.ts';

const OPEN = `
code: vejaine-piers
name: { lv: Piestātnes, en: Piers }
institution: m-0099000
key: [number, open]
fields:
  - { name: number, type: integer, class: none }
  - { name: open, type: boolean, class: none }
  - { name: name, class: none }
  - { name: depths, list: [{ name: metres, type: decimal, class: none }] }
`;

const context = await exchangeContext();
await defineDataSet(context, { file: 'piers.yaml', text: OPEN });
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
await addInformationSystem(context, { institution: 'vejaines-pramis', code: 'p', name: 'P' });
const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });
const foreign = await createSystemKey(context, { system: 'p', expiresAt: null });
const server = await testServer(context);
afterAll(() => server.close());

const LICENCES = '/exchange/v1/data-sets/vejaine-licences/1';
const PIERS = '/exchange/v1/data-sets/vejaine-piers/1';

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
  key?: string;
}

async function ask(method: string, path: string, { body, headers, key = keyText }: Asked = {}) {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined
        ? {}
        : { 'content-type': raw ? 'application/x-ndjson' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson =
    /json/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : undefined,
  };
}

const line = (record: unknown) => `${JSON.stringify({ upsert: record })}\n`;

test('a data set is described, listed and answered only when it is another one', async () => {
  const list = await ask('GET', '/exchange/v1/data-sets?limit=1');
  expect(list.json).toMatchObject({
    dataSets: [{ code: 'vejaine-licences' }],
    next: 'vejaine-licences@1',
  });
  const rest = await ask('GET', `/exchange/v1/data-sets?after=${list.json.next}`);
  expect(rest.json).toMatchObject({ dataSets: [{ code: 'vejaine-piers' }], next: null });
  const one = await ask('GET', PIERS);
  const etag = one.headers.get('etag') ?? '';
  expect((await ask('GET', PIERS, { headers: { 'if-none-match': etag } })).status).toBe(304);
  await endDataSet(context, { code: 'vejaine-piers', version: 1 }, '2026-12-31');
  const ended = await ask('GET', PIERS, { headers: { 'if-none-match': etag } });
  expect(ended.json).toMatchObject({ state: 'sandbox', endsOn: '2026-12-31' });
  const noDay = await ask('POST', `${PIERS}/end`, { body: { endsOn: '2026-02-30' } });
  expect(noDay.json).toMatchObject({ code: 'invalid-request', errors: [{ path: '/endsOn' }] });
  expect(noDay.json.errors[0]).toMatchObject({ code: 'not-a-day' });
  const bad = await ask('POST', '/exchange/v1/data-sets', { body: { text: 'code: [' } });
  expect(bad.json).toMatchObject({
    status: 422,
    code: 'data-set-text-invalid',
    problems: [{ line: 1 }],
  });
  const schema = await ask('GET', '/exchange/v1/definition-schema');
  expect(schema.json.required).toContain('key');
});

test('records go in by lines and come out by key, by position and in bulk', async () => {
  const people = ['32000000001', '320000-00002'].flatMap((personCode) =>
    ['A', 'B'].map((number) => licence({ personCode, number })),
  );
  const put = await ask('PUT', `${LICENCES}/uploads/first`, { body: people.map(line).join('') });
  expect(put.json).toEqual({
    upload: 'first',
    state: 'complete',
    refusedFor: null,
    lastLine: 4,
    ...{ stored: 4, unchanged: 0, late: 0, quarantined: 0, removed: 0 },
    ...{ changed: 0, added: 0, sample: null },
  });
  expect((await ask('GET', `${LICENCES}/uploads/first`)).json).toEqual(put.json);
  const sums = [people, people.slice(1)].map((some) => crc32(some.map(line).join('')));
  const rests = sums.map((sum) => `fromLine=5&sumBefore=${sum.toString(16).padStart(8, '0')}`);
  const gone = rests.map((rest) => ask('PUT', `${LICENCES}/uploads/first?${rest}`, { body: '' }));
  expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([200, 409]);
  const keys = [
    { personCode: '320000-00001', number: 'B' },
    { personCode: '32000000002' },
    { personCode: '32000000003', number: 'A' },
  ];
  const { json } = await ask('POST', `${LICENCES}/by-key`, { body: { keys } });
  expect(json.found.map((found: unknown[]) => found.length)).toEqual([1, 2, 0]);
  expect(json.found[0]).toEqual([
    {
      position: 2,
      record: { number: 'B', revision: 1, since: '2026-01-01', personCode: '320000-00001' },
    },
  ]);
  const twice = {
    keys: [{ personCode: '32000000002' }, { personCode: '32000000002', number: 'A' }],
  };
  const both = await ask('POST', `${LICENCES}/by-key`, { body: twice });
  expect(both.json.found.map((found: unknown[]) => found.length)).toEqual([2, 1]);
  const wrong = await ask('POST', `${LICENCES}/by-key`, { body: { keys: [{ number: 'B' }, 7] } });
  expect(wrong.json).toMatchObject({
    code: 'record-keys-wrong',
    problems: expect.arrayContaining([
      expect.objectContaining({ key: 1, path: '', code: 'wrong-type' }),
    ]),
  });
  const page = await ask('GET', `${LICENCES}/changes?after=1&limit=2`);
  expect(page.json).toMatchObject({
    changes: [{ position: 2, kind: 'new' }, { position: 3 }],
    next: 3,
    more: true,
  });
  const end = await ask('GET', `${LICENCES}/changes?after=4`);
  expect(end.json).toEqual({ changes: [], next: 4, more: false });
  const stream = await ask('GET', `${LICENCES}/changes?after=2`, {
    headers: { accept: 'application/x-ndjson' },
  });
  expect(
    stream.text
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one).position),
  ).toEqual([3, 4]);
  const bulk = await ask('GET', `${LICENCES}/records`);
  expect(bulk.headers.get('x-exchange-position')).toBe('4');
  const records = bulk.text
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  expect(records).toHaveLength(4);
  expect(records).toContainEqual(json.found[0][0].record);
  const etag = bulk.headers.get('etag') ?? '';
  const again = { headers: { 'if-none-match': `"other", W/${etag}` } };
  expect((await ask('GET', `${LICENCES}/records`, again)).status).toBe(304);
  await ask('POST', `${LICENCES}/records`, {
    body: { changes: [{ delete: { personCode: '32000000001', number: 'A', revision: 2 } }] },
  });
  expect((await ask('GET', `${LICENCES}/records`, again)).status).toBe(200);
  const deleted = await ask('GET', `${LICENCES}/changes?after=4`);
  expect(deleted.json.changes).toMatchObject([
    {
      position: 5,
      kind: 'deleted',
      delete: { personCode: '320000-00001', number: 'A', revision: 2 },
    },
  ]);
});

test('long pages are compressed on request, short ones are sent as they are', async () => {
  const name = { personCode: '320000-00001', number: 'Z' };
  await ask('POST', `${LICENCES}/records`, { body: { changes: [{ upsert: licence(name) }] } });
  const of = async (times: number, encoding: string) => {
    const body = { keys: Array.from({ length: times }, () => name) };
    const headers = { 'accept-encoding': encoding };
    return await ask('POST', `${LICENCES}/by-key`, { body, headers });
  };
  const long = await of(200, 'gzip, br;q=0.5');
  expect(long.headers.get('content-encoding')).toBe('gzip');
  expect(long.headers.get('vary')).toBe('accept-encoding');
  expect(long.json.found).toHaveLength(200);
  expect((await of(200, 'identity')).headers.get('content-encoding')).toBeNull();
  const short = await of(1, 'gzip');
  expect(short.headers.get('content-encoding')).toBeNull();
  expect(short.json.found[0]).toMatchObject([{ record: name }]);
});

test('a body of changes tells what became of each, with sentences', async () => {
  const changes = [
    { upsert: { number: 1, open: true, name: 'Dienvidi' } },
    { upsert: { number: 'x', open: true } },
  ];
  const { json } = await ask('POST', `${PIERS}/records`, { body: { changes } });
  expect(json.outcomes).toEqual([
    { outcome: 'new', position: 1 },
    {
      outcome: 'quarantined',
      position: null,
      quarantineId: expect.any(String),
      problems: [
        {
          ...{
            path: '/number',
            code: 'wrong-type',
            lv: expect.stringContaining('vesels skaitlis'),
          },
          en: expect.stringContaining('Expected: a whole number without quotes.'),
        },
      ],
    },
  ]);
  const kept = await ask('GET', `${PIERS}/quarantine`);
  expect(kept.json).toMatchObject({ records: [{ text: JSON.stringify(changes[1]) }], next: null });
  const { id } = kept.json.records[0];
  const change = {
    upsert: { number: 2, open: false, name: '=HYPERLINK("x")', depths: [{ metres: '-1.5' }] },
  };
  const replayed = await ask('POST', `${PIERS}/quarantine/${id}/replay`, { body: { change } });
  expect(replayed.json).toEqual({ outcome: 'new', position: 2 });
  expect((await ask('DELETE', `${PIERS}/quarantine/${id}`)).json.code).toBe('quarantined-unknown');
  const more = await ask('POST', `${PIERS}/records`, {
    body: { changes: [7], allOrNothing: true },
  });
  expect(more.json).toMatchObject({ status: 422, code: 'records-refused' });
});

test('one record stands at an address when nothing in its key is personal', async () => {
  const one = await ask('GET', `${PIERS}/record?number=1&open=true`);
  expect(one.json).toEqual({ position: 1, record: { number: 1, open: true, name: 'Dienvidi' } });
  const etag = one.headers.get('etag') ?? '';
  const held = await ask('GET', `${PIERS}/record?number=1&open=true`, {
    headers: { 'if-none-match': etag },
  });
  expect(held.status).toBe(304);
  expect((await ask('GET', `${PIERS}/record?number=9&open=true`)).json.code).toBe('record-unknown');
  expect((await ask('GET', `${PIERS}/record?number=one&open=true`)).json.code).toBe(
    'record-keys-wrong',
  );
  for (const query of ['personCode=320000-00001&number=A', 'number=A', '']) {
    const { json } = await ask('GET', `${LICENCES}/record?${query}`);
    expect(json, query).toMatchObject({ status: 400, code: 'personal-field-in-address' });
  }
});

test('files go in by their type, compressed too', async () => {
  const csv = gzipSync('open;number;name\njā;71;\xc2bols\n');
  const headers = { 'content-type': 'text/csv; delimiter=";"', 'content-encoding': 'gzip' };
  const put = await ask('PUT', `${PIERS}/uploads/csv`, { body: csv, headers });
  expect(put.json).toMatchObject({ state: 'complete', lastLine: 2, stored: 1 });
  const array = { body: [{ upsert: { number: 71, open: false } }] };
  const second = await ask('PUT', `${PIERS}/uploads/array`, array);
  expect(second.json).toMatchObject({ state: 'complete', lastLine: 1, stored: 1 });
  const remove = { changes: [true, false].map((open) => ({ delete: { number: 71, open } })) };
  await ask('POST', `${PIERS}/records`, { body: remove });
});

test('all records are not answered to who asks for some', async () => {
  const { status, json } = await ask('GET', `${PIERS}/records?number=1`);
  expect([status, json.code, json.errors[0].path]).toEqual([400, 'invalid-request', '/number']);
});

test('CSV quotes what must be quoted and runs nothing', async () => {
  const { text, headers } = await ask('GET', `${PIERS}/records`, {
    headers: { accept: 'text/csv' },
  });
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  const [first, ...rest] = text.trimEnd().split('\r\n');
  expect(first).toBe('number,open,name,depths');
  expect(rest.sort()).toEqual([
    '1,true,Dienvidi,',
    `2,false,"'=HYPERLINK(""x"")","[{""metres"":""-1.5""}]"`,
  ]);
});

test("another institution's system reads and writes nothing, and learns nothing", async () => {
  const attempts: [string, string, unknown?][] = [
    ['POST', `${LICENCES}/records`, { changes: [{}] }],
    ['PUT', `${LICENCES}/uploads/x`, line(licence())],
    ['GET', `${LICENCES}/uploads/first`],
    ['POST', `${LICENCES}/uploads/first/confirm`, { removed: 1, changed: 0, added: 0 }],
    ['GET', `${LICENCES}/quarantine`],
    ['POST', `${LICENCES}/quarantine/0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55/replay`, {}],
    ['DELETE', `${LICENCES}/quarantine/0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55`],
    ['POST', `${LICENCES}/by-key`, { keys: [{}] }],
    ['GET', `${PIERS}/record?number=1&open=true`],
    ['GET', `${LICENCES}/changes`],
    ['GET', `${LICENCES}/records`],
  ];
  for (const [method, path, body] of attempts) {
    const { status, json } = await ask(method, path, { body, key: foreign.keyText });
    expect([status, json?.code], path).toEqual([403, 'data-set-not-permitted']);
    const none = await ask(method, path.replace(/vejaine-\w+/, 'none'), {
      body,
      key: foreign.keyText,
    });
    expect(none.json.code, path).toBe('data-set-unknown');
  }
});

test.each([
  [
    'a stream compressed in another way',
    { body: 'x', headers: { 'content-encoding': 'br' } },
    'encoding-not-accepted',
    '',
  ],
  [
    'a stream of another type',
    { body: 'x', headers: { 'content-type': 'text/plain' } },
    'file-form-unknown',
    '',
  ],
  ['a body that is no array', { body: { changes: [] } }, 'json-array-broken', ''],
  ['a snapshot of no time', { body: '' }, 'snapshot-time-wrong', '?mode=snapshot'],
  ['a time of changes', { body: '' }, 'snapshot-time-wrong', '?takenAt=2026-03-01T00:00:00Z'],
  ['a mode that is none', { body: '' }, 'invalid-request', '?mode=all'],
])('%s is refused', async (_name, asked: Asked, code, query) => {
  const { json } = await ask('PUT', `${LICENCES}/uploads/bad${query}`, asked);
  expect(json.code).toBe(code);
});

test('an upload that the network cuts goes on', async () => {
  const all = Array.from({ length: 5_000 }, (_, index) =>
    line({ number: index, open: false, name: 'x'.repeat(50) }),
  );
  const { port, hostname } = new URL(server.baseUrl);
  const socket = connect(Number(port), hostname);
  const body = all.slice(0, 4_000).join('');
  await new Promise<void>((resolve) => {
    socket.write(
      `PUT ${PIERS}/uploads/cut HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keyText}\r\n` +
        'content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    socket.write(`${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`, () => resolve());
  });
  let kept = 0;
  for (let attempt = 0; attempt < 1_000 && kept < 2_000; attempt++) {
    kept = (await ask('GET', `${PIERS}/uploads/cut`)).json.lastLine ?? 0;
  }
  socket.destroy();
  // What the server had in hand is still being kept: then it says so, and tells from where to go on.
  const goOn = async () => {
    const path = `${PIERS}/uploads/cut`;
    const { lastLine } = (await ask('GET', path)).json;
    const body = all.slice(lastLine).join('');
    return await ask('PUT', `${path}?fromLine=${lastLine + 1}`, { body });
  };
  let put = await goOn();
  for (let attempt = 0; attempt < 10 && put.status === 409; attempt++) put = await goOn();
  expect(put.json).toMatchObject({ state: 'complete', lastLine: 5_000, quarantined: 0 });
  expect(put.json.stored + put.json.unchanged).toBe(5_000);
});
