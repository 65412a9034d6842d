import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import type { TestContext } from '../../platform/testing/test-context.ts';
import {
  addInformationSystem,
  createSystemKey,
  defineDataSet,
  proposeDataSet,
  publishDataSet,
} from './index.ts';
import { takeUpload } from './intake/take-upload.ts';
import { readChanges } from './reading/read-changes.ts';
import {
  changeRows,
  exchangeContext,
  heldRows,
  LICENCES,
  licence,
} from './testing/exchange-context.ts';
import { givePermission } from './testing/give-permission.ts';
import { licencesWith } from './testing/licences.ts';

const context = await exchangeContext();
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });
const server = await testServer(context);
afterAll(() => server.close());
const ADDRESS = `${server.baseUrl}/exchange/v1/data-sets/vejaine-licences/1`;

interface Answer {
  status: number;
  code?: string;
  problems?: { path: string; code: string }[];
  quarantined?: number;
}

async function send(method: string, path: string, body: string | Buffer, type: string) {
  const headers = { authorization: `Bearer ${keyText}`, 'content-type': type };
  const init = { method, headers, body: body as string };
  const response = await fetch(
    path.startsWith('/') ? `${server.baseUrl}${path}` : `${ADDRESS}/${path}`,
    init,
  );
  return { status: response.status, ...((await response.json()) as object) } as Answer;
}

const record = licence();
const change = (value: unknown) => JSON.stringify({ changes: [value], allOrNothing: true });
const upsert = (more: object) => change({ upsert: { ...record, ...more } });

/** Sent in a body, all or nothing: what is wrong, and where. */
const CHANGES: [name: string, body: string, problem: string][] = [
  ['a wrong type', upsert({ number: 7 }), '/number wrong-type'],
  [
    'a number beyond all numbers',
    upsert({}).replace('"revision":1', '"revision":1e400'),
    '/revision wrong-type',
  ],
  ['an unknown field', upsert({ colour: 'red' }), '/colour unknown-field'],
  [
    'a prototype',
    upsert({}).replace('"number"', '"constructor":{},"number"'),
    '/constructor unknown-field',
  ],
  ['a key that is null', upsert({ number: null }), '/number missing'],
  ['a key that is a list', upsert({ personCode: ['32000000001'] }), '/personCode wrong-type'],
  ['30 February', upsert({ since: '2026-02-30' }), '/since not-a-day'],
  ['29 February of a common year', upsert({ since: '2025-02-29' }), '/since not-a-day'],
  ['31 November', upsert({ since: '2025-11-31' }), '/since not-a-day'],
  ['day 0', upsert({ since: '2026-01-00' }), '/since not-a-day'],
  ['both at once', change({ upsert: record, delete: record }), ' not-a-change'],
  ['neither', change({ update: record }), ' not-a-change'],
  [
    'a deletion of half a key',
    change({ delete: { number: 'L-1', revision: 2 } }),
    '/personCode missing',
  ],
  ['a deletion with other fields', change({ delete: { ...record } }), '/since unknown-field'],
  [
    'lists in lists',
    change({ upsert: 'x' }).replace('"x"', `${'['.repeat(50)}${']'.repeat(50)}`),
    ' wrong-type',
  ],
];

test.each(CHANGES)('in a body: %s', async (_name, body, problem) => {
  const before = await everything(context);
  const answer = await send('POST', 'records', body, 'application/json');
  expect(answer).toMatchObject({ status: 422, code: 'records-refused' });
  expect(answer.problems?.map(({ path, code }) => `${path} ${code}`)).toContain(problem);
  expect(await everything(context)).toEqual(before);
});

const good = `${JSON.stringify({ upsert: licence({ number: 'L-good' }) })}\n`;
const line = (text: string) => Buffer.from(`${good}${text}\n`);
const latin = Buffer.from(good.replace('L-good', 'L-Šķēle'), 'latin1');

/** Sent as lines, the first of which is good: what the refusal or the quarantine says. */
const LINES: [name: string, bytes: Buffer, code: string][] = [
  ['a line without end', line('x'.repeat(300_000)), 'line-too-long'],
  [
    'bytes of another encoding',
    Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xfe]), latin]),
    'not-utf-8',
  ],
  [
    'an overlong letter',
    Buffer.concat([line('{"upsert":'), Buffer.from([0xc0, 0x80, 10])]),
    'not-utf-8',
  ],
  ['UTF-16', Buffer.concat([Buffer.from(good), Buffer.from(good, 'utf16le')]), 'not-json'],
  ['no JSON', line('{"upsert": {'), 'not-json'],
  ['JSON with a comma too many', line('{"upsert": {},}'), 'not-json'],
  ['no change', line('[1, 2]'), 'not-a-change'],
  [
    'a record a hundred thousand levels deep',
    line(`{"upsert":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    'wrong-type',
  ],
  [
    'compressed lines that do not say so',
    Buffer.concat([Buffer.from(good), gzipSync(good)]),
    'not-utf-8',
  ],
];

test.each(LINES)('in lines, all or nothing: %s', async (name, bytes, code) => {
  const before = await everything(context);
  const id = `bad-${LINES.findIndex(([one]) => one === name)}`;
  const answer = await send(
    'PUT',
    `uploads/${id}?allOrNothing=true`,
    bytes,
    'application/x-ndjson',
  );
  expect(answer).toMatchObject({ status: 200, state: 'refused', stored: 0 });
  expect(await everything(context)).toEqual(before);
  const rows = await context.adminDb.query<{ problems: { code: string }[] }>(
    'select problems from exchange.quarantine where upload_id = $1',
    [id],
  );
  expect(rows.flatMap(({ problems }) => problems.map((one) => one.code))).toContain(code);
});

test('all that was refused in lines is listed to its sender, whatever it is', async () => {
  const headers = { authorization: `Bearer ${keyText}` };
  const response = await fetch(`${ADDRESS}/quarantine?limit=100`, { headers });
  expect(response.status).toBe(200);
  const { records } = (await response.json()) as { records: { change?: unknown }[] };
  expect(records.length).toBeGreaterThanOrEqual(LINES.length);
  // What is JSON stands there as the change that a replay takes, but for what is too deep.
  expect(records.filter(({ change: said }) => said !== undefined)).toHaveLength(1);
});

const FUTURE = '2026-03-11T10:00:01Z';
const NDJSON = 'application/x-ndjson';
const JSON_TYPE = 'application/json';

/** Refused as a whole. */
const CALLS: [name: string, call: () => Promise<Answer>, status: number, code: string][] = [
  [
    'half a letter',
    () => send('POST', 'records', upsert({ number: 'x' }).replace('"x"', '"\\ud800"'), JSON_TYPE),
    400,
    'malformed-text',
  ],
  [
    'a NUL',
    () => send('POST', 'records', upsert({ number: 'a\u0000' }), JSON_TYPE),
    400,
    'malformed-text',
  ],
  [
    'a NUL behind many values',
    () => send('POST', 'records', `{"changes":[[${'0,'.repeat(500_000)}"\\u0000"]]}`, JSON_TYPE),
    400,
    'malformed-text',
  ],
  [
    'a body nested without end',
    () => send('POST', 'records', `{"changes":[${'['.repeat(1e5)}${']'.repeat(1e5)}]}`, JSON_TYPE),
    400,
    'nested-too-deep',
  ],
  [
    'a body that is no JSON',
    () => send('POST', 'records', '{', 'application/json'),
    400,
    'malformed-json',
  ],
  [
    'a body that is not UTF-8',
    () =>
      send(
        'POST',
        'records',
        Buffer.from([...Buffer.from('{"changes":["'), 0xff, ...Buffer.from('"]}')]),
        'application/json',
      ),
    400,
    'malformed-text',
  ],
  [
    'a thousand changes and one',
    () =>
      send(
        'POST',
        'records',
        JSON.stringify({ changes: Array(1_001).fill({}) }),
        'application/json',
      ),
    400,
    'invalid-request',
  ],
  [
    'a name of an upload that climbs',
    () => send('PUT', 'uploads/..%2f..%2fetc', good, NDJSON),
    400,
    'invalid-request',
  ],
  [
    'a data set that climbs',
    () =>
      send('POST', '/exchange/v1/data-sets/..%2f..%2fx/1/records', upsert({}), 'application/json'),
    404,
    'data-set-unknown',
  ],
  [
    'a snapshot without its time',
    () => send('PUT', 'uploads/a?mode=snapshot', good, NDJSON),
    422,
    'snapshot-time-wrong',
  ],
  [
    'a snapshot from the future',
    () => send('PUT', `uploads/b?mode=snapshot&takenAt=${FUTURE}`, good, NDJSON),
    422,
    'snapshot-from-the-future',
  ],
  [
    'a snapshot of a day that is none',
    () => send('PUT', 'uploads/c?mode=snapshot&takenAt=2026-02-30T00:00:00Z', good, NDJSON),
    400,
    'invalid-request',
  ],
  [
    'lines that begin in the middle',
    () => send('PUT', 'uploads/d?fromLine=7', good, NDJSON),
    409,
    'upload-line-gap',
  ],
  [
    'lines of an unknown form',
    () => send('PUT', 'uploads/e', good, 'text/html'),
    415,
    'file-form-unknown',
  ],
];

test.each(CALLS)('refused as a whole: %s', async (_name, call, status, code) => {
  const before = await everything(context);
  const answer = await call();
  expect(answer).toMatchObject({ status, code });
  expect(await everything(context)).toEqual(before);
});

test('a gigabyte without a line’s end is read to its end in little memory, and quarantined', async () => {
  const chunk = Buffer.alloc(1_048_576, 'x');
  let most = 0;
  async function* gigabyte() {
    yield Buffer.from(good);
    for (let sent = 0; sent < 1_024; sent++) {
      yield chunk;
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    yield Buffer.from(`\n${good}`);
  }
  const before = process.memoryUsage().arrayBuffers;
  const sent = { id: 'gigabyte', mode: 'changes' as const, allOrNothing: true };
  const whole = { ...sent, takenAt: null, fromLine: 1 };
  const report = await takeUpload(context, LICENCES, whole as never, gigabyte());
  expect(report).toMatchObject({ state: 'refused', lastLine: 3, quarantined: 1, stored: 0 });
  expect(most - before).toBeLessThan(64 * 1_048_576);
});

test('long lines go on before there are many: what is held at once is bounded by bytes too', async () => {
  const own = await exchangeContext();
  const companions = Array.from({ length: 900 }, () => ({ nickname: 'x'.repeat(200) }));
  let ahead = 0;
  async function* lines() {
    for (let number = 0; number < 120; number++) {
      yield Buffer.from(
        `${JSON.stringify({ upsert: licence({ number: `L-${number}`, companions }) })}\n`,
      );
      if (number === 100) ahead = (await changeRows(own)).length;
    }
  }
  const sent = { id: 'long', mode: 'changes' as const, allOrNothing: false };
  await takeUpload(own, LICENCES, { ...sent, takenAt: null, fromLine: 1 } as never, lines());
  expect(ahead).toBeGreaterThan(0);
  expect(await heldRows(own)).toHaveLength(120);
});

test('a key is the same however it is written, and another key is another record', async () => {
  const own = await exchangeContext();
  const put = async (id: string, mode: string, ...records: object[]) => {
    const text = records.map((one) => JSON.stringify(mode === 'changes' ? { upsert: one } : one));
    async function* lines() {
      yield Buffer.from(text.join('\n'));
    }
    const takenAt = mode === 'changes' ? null : own.clock.now();
    return await takeUpload(
      own,
      LICENCES,
      { id, mode, allOrNothing: false, takenAt, fromLine: 1 } as never,
      lines(),
    );
  };
  await put('a', 'changes', licence(), licence({ personCode: ' 320000-00001' }));
  expect(await heldRows(own)).toHaveLength(1);
  await put('b', 'changes', licence({ number: 'L-2', revision: 2 }));
  expect(await heldRows(own)).toHaveLength(2);
  // In a snapshot the record under the former key goes, and one under the new key comes.
  const many = Array.from({ length: 20 }, (_, index) => licence({ number: `M-${index}` }));
  await put('c', 'changes', ...many);
  const renamed = [licence({ number: 'L-3' }), licence({ number: 'L-2', revision: 2 }), ...many];
  expect(await put('d', 'snapshot', ...renamed)).toMatchObject({ stored: 1, removed: 1 });
  const numbers = (await heldRows(own)).flatMap(({ content }) => (content ? [content.number] : []));
  expect(numbers).toContain('L-3');
  expect(numbers).not.toContain('L-1');
});

test('the key of what is published does not change under its readers', async () => {
  const own = await exchangeContext();
  await proposeDataSet(own, LICENCES);
  await publishDataSet(own, LICENCES);
  const text = licencesWith(['key: [personCode, number]\nlookup: [personCode]', 'key: [number]']);
  await expect(defineDataSet(own, { file: 'x', text })).rejects.toMatchObject({
    code: 'data-set-change-breaks',
    details: { changes: expect.arrayContaining([{ at: 'key', change: 'changed' }]) },
  });
});

test('a permission that ends between two pages ends the reading', async () => {
  const own = await exchangeContext();
  const lines = Array.from({ length: 5 }, (_, index) => licence({ number: `L-${index}` }));
  async function* chunks() {
    yield Buffer.from(lines.map((upsert) => `${JSON.stringify({ upsert })}\n`).join(''));
  }
  const sent = { id: 'x', mode: 'changes' as const, allOrNothing: false };
  await takeUpload(own, LICENCES, { ...sent, takenAt: null, fromLine: 1 } as never, chunks());
  const { number, reader } = await givePermission(own, { validUntil: '2026-03-11' });
  const name = { ...LICENCES, permission: number };
  const page = await readChanges(reader, name, { after: 0, limit: 2 });
  expect(page.changes).toHaveLength(2);
  own.clock.advance(86_400_000);
  const next = readChanges(reader, name, { after: page.next, limit: 2 });
  await expect(next).rejects.toMatchObject({ code: 'permission-not-in-force' });
});

/** State, log and head: what must not be touched by halves. */
async function everything(of: TestContext) {
  const heads = await of.adminDb.query(
    'select position, records from exchange.heads order by version_id',
  );
  return { held: await heldRows(of), log: await changeRows(of), heads };
}
