import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import { createAccessKey } from '../providers/index.ts';
import { forgetReferences } from './index.ts';
import { books, newId, openTerminal } from './testing/terminal.ts';

const terminal = await openTerminal({ residents: 4, quotaUnits: 100 });
const server = await testServer(terminal.context);
afterAll(() => server.close());

const { accessKey, residents, agreementReliefId } = terminal.ferry;

async function send(
  path: string,
  body: unknown,
  options: { method?: string; key?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${server.baseUrl}/ids/v1${path}`, {
    method: options.method ?? 'POST',
    headers: {
      authorization: `Bearer ${options.key ?? accessKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const get = (path: string) => send(path, undefined, { method: 'GET' });

function basket(change: Record<string, unknown> = {}) {
  return {
    transactionId: newId(),
    terminal: 'pramis-1',
    terminalAt: terminal.now(),
    means: { value: residents[0]?.means },
    lines: [{ line: '1', item: 'crossing', quantity: 2 }],
    ...change,
  };
}
const line = (change: object) => ({
  lines: [{ line: '1', item: 'crossing', quantity: 1, ...change }],
});

test('a crossing over HTTP: identify, authorise, confirm less, refund, get, list, totals', async () => {
  const request = basket();
  const id = request.transactionId;
  const { means, terminalAt } = request;
  const identified = await send('/identify', { terminal: 'pramis-1', terminalAt, means });
  expect(identified.body).toMatchObject({ reliefs: [{ classes: ['ferry-crossing'] }] });
  const authorised = await send('/transactions', request);
  expect(authorised).toMatchObject({
    status: 200,
    body: { state: 'authorised', reliefCents: 300 },
  });
  expect(authorised.body).toMatchObject({ lines: [{ applied: [{ relief: agreementReliefId }] }] });
  const confirmed = await send(`/transactions/${id}/confirm`, {
    terminalAt,
    lines: [{ line: '1', quantity: 1 }],
    proof: { kind: 'numbered-receipt', number: 'A-1' },
  });
  expect(confirmed.body).toMatchObject({ state: 'confirmed', reliefCents: 150 });
  const refunded = await send(`/transactions/${id}/refund`, { refundId: 'refund-1', terminalAt });
  expect(refunded.body).toMatchObject({ state: 'refunded', recipientPaysCents: 150 });
  const found = await get(`/transactions/${id}`);
  expect(found.body).toMatchObject({ state: 'refunded', proof: { number: 'A-1' } });
  const list = await get('/transactions?day=2026-03-11');
  expect(list.body).toMatchObject({ transactions: [{ transactionId: id, state: 'refunded' }] });
  const totals = await send('/daily-totals', {
    day: '2026-03-11',
    confirmed: { count: 1, priceCents: 300, reliefCents: 150 },
    refunded: { count: 1, reliefCents: 150 },
  });
  expect(totals.body).toMatchObject({ agrees: true });
  const oneStep = await send('/transactions/one-step', basket());
  expect(oneStep.body).toMatchObject({ state: 'confirmed' });
});

const many = Array.from({ length: 10_000 }, (_, place) => ({
  line: String(place),
  item: 'crossing',
  quantity: 1,
}));
const minutesFromNow = (minutes: number) =>
  new Date(terminal.context.clock.now().getTime() + minutes * 60_000).toISOString();

/** Everything that a careless, a broken or a hostile client sends. */
const BAD: [string, number, string, () => unknown][] = [
  ['malformed JSON', 400, 'malformed-json', () => '{"transactionId":'],
  ['an unknown field', 400, 'invalid-request', () => basket({ discount: 10 })],
  ['an unknown field of a line', 400, 'invalid-request', () => basket(line({ colour: 'red' }))],
  ['a number as text', 400, 'invalid-request', () => basket(line({ quantity: '1' }))],
  ['text as an object', 400, 'invalid-request', () => basket({ means: residents[0]?.means })],
  ['the character NUL', 400, 'malformed-text', () => basket({ terminal: 'pramis\u0000' })],
  [
    'half of a surrogate pair',
    400,
    'malformed-text',
    () => basket({ means: { value: 'VJ\ud800' } }),
  ],
  ['negative cents', 400, 'invalid-request', () => basket(line({ unitPriceCents: -1 }))],
  ['fractional cents', 400, 'invalid-request', () => basket(line({ unitPriceCents: 1.5 }))],
  ['a quantity of zero', 400, 'invalid-request', () => basket(line({ quantity: 0 }))],
  ['a quantity of 10^9', 400, 'invalid-request', () => basket(line({ quantity: 1e9 }))],
  [
    'a time without zone',
    400,
    'invalid-request',
    () => basket({ terminalAt: '2026-03-11T12:00:00' }),
  ],
  ['10,000 lines', 400, 'invalid-request', () => basket({ lines: many })],
  ['no line', 400, 'invalid-request', () => basket({ lines: [] })],
  ['a short id', 400, 'invalid-request', () => basket({ transactionId: 'short' })],
  ['a megabyte', 413, 'body-too-large', () => basket({ means: { value: 'x'.repeat(1_100_000) } })],
  [
    'one line twice',
    422,
    'line-repeated',
    () => basket({ lines: [...line({}).lines, ...line({}).lines] }),
  ],
  [
    'unknown means',
    422,
    'means-not-recognised',
    () => basket({ means: { value: 'NOBODYS-CARD' } }),
  ],
  [
    'a bank card number',
    400,
    'bank-card-number-refused',
    () => basket({ means: { value: '4111 1111 1111 1111' } }),
  ],
  ['blocked means', 422, 'means-blocked', () => basket({ means: { value: residents[1]?.means } })],
  [
    'expired means',
    422,
    'means-not-valid',
    () => basket({ means: { value: residents[2]?.means } }),
  ],
  ['an unknown terminal', 404, 'terminal-unknown', () => basket({ terminal: 'pramis-9' })],
  ['a suspended terminal', 404, 'terminal-unknown', () => basket({ terminal: 'pramis-2' })],
  ['an unknown item', 404, 'item-unknown', () => basket(line({ item: 'tea' }))],
  [
    'an unknown relief',
    422,
    'relief-not-agreed',
    () => basket({ asked: [terminal.ferry.reliefId] }),
  ],
  [
    'a clock ten minutes ahead',
    422,
    'terminal-clock-wrong',
    () => basket({ terminalAt: minutesFromNow(10) }),
  ],
  [
    'a clock ten minutes behind',
    422,
    'terminal-clock-wrong',
    () => basket({ terminalAt: minutesFromNow(-10) }),
  ],
  [
    'a transaction of last year',
    409,
    'transaction-id-too-old',
    () => basket({ terminalAt: minutesFromNow(-600_000) }),
  ],
  ['nothing with a relief', 409, 'no-relief-applies', () => basket(line({ item: 'coffee' }))],
];

test.each(BAD)('%s: %i %s, and no trace in the books', async (_, status, code, body) => {
  await prepareBadMeans();
  const before = await books(terminal);
  for (const path of ['/transactions', '/transactions/one-step']) {
    const answer = await send(path, body());
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.lv).toBeTruthy();
    expect(answer.body.en).toBeTruthy();
  }
  expect(await books(terminal)).toEqual(before);
});

let isPrepared = false;

async function prepareBadMeans(): Promise<void> {
  if (isPrepared) return;
  isPrepared = true;
  const { adminDb } = terminal.context;
  await adminDb.query(`update means.means set status = 'blocked' where id = $1`, [
    residents[1]?.meansId,
  ]);
  await adminDb.query(`update means.means set valid_to = '2026-03-11T09:59:59Z' where id = $1`, [
    residents[2]?.meansId,
  ]);
  await adminDb.query(
    `update providers.terminals set status = 'suspended' where code = 'pramis-2'`,
  );
  forgetReferences(terminal.context);
}

test('a wrong clock is told the right time', async () => {
  const answer = await send('/transactions', basket({ terminalAt: minutesFromNow(10) }));
  expect(answer.body).toMatchObject({ serverAt: terminal.now(), differenceSeconds: 600 });
});

test('an access key that is wrong or expired opens nothing', async () => {
  const before = await books(terminal);
  const wrong = `${accessKey.slice(0, -4)}AAAA`;
  expect(await send('/transactions', basket(), { key: wrong })).toMatchObject({
    status: 401,
    body: { code: 'access-key-unknown' },
  });
  const expiresAt = new Date(terminal.context.clock.now().getTime() + 1_000);
  const { keyText } = await createAccessKey(terminal.context, {
    idsId: terminal.ferry.idsId,
    expiresAt,
  });
  terminal.context.clock.set(expiresAt.toISOString());
  expect(await send('/transactions', basket(), { key: keyText })).toMatchObject({
    status: 401,
    body: { code: 'access-key-expired' },
  });
  expect(await books(terminal)).toEqual(before);
});

/** What the other verbs get of the same clients; nothing of it is written. */
const BAD_ACTS: [string, string, number, string, object][] = [
  ['a confirm without a time', 'confirm', 400, 'invalid-request', { terminalAt: undefined }],
  [
    'a confirm at a time without zone',
    'confirm',
    400,
    'invalid-request',
    { terminalAt: '2026-03-11T12:00:00' },
  ],
  ['an unknown field', 'confirm', 400, 'invalid-request', { amount: 1 }],
  ['a half unit', 'confirm', 400, 'invalid-request', { lines: [{ line: '1', quantity: 0.5 }] }],
  ['too many units', 'confirm', 422, 'confirm-exceeds-authorised', unitsOf('1', 3)],
  ['an unknown line', 'confirm', 422, 'line-unknown', unitsOf('9', 1)],
  [
    'a clock ten minutes ahead',
    'cancel',
    422,
    'terminal-clock-wrong',
    { terminalAt: '2026-03-11T10:11:00Z' },
  ],
  ['a proof with NUL', 'confirm', 400, 'malformed-text', { proof: proofOf('1\u0000') }],
  ['a refund without id', 'refund', 400, 'invalid-request', {}],
  ['a refund of no unit', 'refund', 400, 'invalid-request', refundOf('1', 0)],
  ['a refund of 10^9 units', 'refund', 400, 'invalid-request', refundOf('1', 1e9)],
  ['a refund before the confirm', 'refund', 409, 'not-confirmed', refundOf('1', 1)],
];

function unitsOf(line: string, quantity: number) {
  return { lines: [{ line, quantity }] };
}
function refundOf(line: string, quantity: number) {
  return { refundId: 'refund-1', ...unitsOf(line, quantity) };
}
function proofOf(number: string) {
  return { kind: 'ticket', number };
}

let waiting: string | undefined;

test.each(BAD_ACTS)(
  '%s (%s): %i %s, and no trace in the books',
  async (_, verb, status, code, change) => {
    terminal.context.clock.set('2026-03-11T10:00:00Z');
    if (waiting === undefined) {
      const request = basket({ means: { value: residents[3]?.means } });
      await send('/transactions', request);
      waiting = request.transactionId;
    }
    const before = await books(terminal);
    const body = { terminalAt: terminal.now(), ...change };
    const answer = await send(`/transactions/${waiting}/${verb}`, body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await books(terminal)).toEqual(before);
  },
);

test.each([
  ['day=9999-12-31', 'invalid-request'],
  ['day=0000-01-01', 'invalid-request'],
  ['day=2026-02-30', 'invalid-request'],
  ['from=2026-03-02&to=2026-03-01', 'period-wrong'],
  ['day=2026-03-11&limit=0', 'invalid-request'],
  ['day=2026-03-11&cursor=%00', 'malformed-text'],
])('a list of %s is refused: %s', async (query, code) => {
  expect((await get(`/transactions?${query}`)).body).toMatchObject({ code });
});

test('an agreement that ended yesterday gives nothing today', async () => {
  const { adminDb } = terminal.context;
  await adminDb.query(`update providers.agreements set valid_to = '2026-03-11'`);
  forgetReferences(terminal.context);
  const before = await books(terminal);
  expect(await send('/transactions', basket())).toMatchObject({
    status: 422,
    body: { code: 'agreement-not-in-force', day: '2026-03-11' },
  });
  expect(await books(terminal)).toEqual(before);
  await adminDb.query('update providers.agreements set valid_to = null');
  forgetReferences(terminal.context);
  expect((await send('/transactions', basket())).status).toBe(200);
});

test('every call of the API has a summary, an example of its body and one of its answer', async () => {
  const response = await fetch(`${server.baseUrl}/openapi.json`);
  const api = (await response.json()) as {
    paths: Record<string, Record<string, ApiCall>>;
    components: { schemas: Record<string, object> };
  };
  const calls = Object.values(api.paths).flatMap((methods) => Object.values(methods));
  expect(Object.keys(api.paths).filter((path) => path.startsWith('/ids/v1'))).toHaveLength(13);
  const lacking = calls.flatMap((call) => {
    const bodies = [call.requestBody?.content, call.responses['200']?.content];
    const hasExamples = bodies.every((content) => {
      // A file in one of several forms is no JSON of ours.
      if (Object.keys(content ?? {}).length > 1) return true;
      const schema = content?.['application/json']?.schema;
      const name = schema?.$ref?.split('/').at(-1);
      const whole = name ? api.components.schemas[name] : schema;
      return whole === undefined || 'example' in whole;
    });
    return call.summary && hasExamples ? [] : [JSON.stringify(call)];
  });
  expect(lacking).toEqual([]);
});

interface ApiCall {
  summary?: string;
  requestBody?: ApiBody;
  responses: Record<string, ApiBody>;
}
interface ApiBody {
  content?: Record<string, { schema: { $ref?: string } }>;
}
