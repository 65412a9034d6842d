import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import {
  defineDataSet,
  endDataSet,
  proposeDataSet,
  publishDataSet,
  purgeChanges,
} from './index.ts';
import { acceptRecords } from './intake/accept-records.ts';
import { getMailbox } from './mailboxes/get-mailbox.ts';
import { takePage } from './mailboxes/take-page.ts';
import { exchangeContext } from './testing/exchange-context.ts';
import { newSystem } from './testing/systems.ts';
import { pageBody } from './webhooks/page-body.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const piersText = (code: string, version: number, fields = '') => `
code: ${code}
version: ${version}
name: { lv: Piestātnes, en: Piers }
institution: m-0099000
updates: daily
licence: closed
legalBasis: { lv: Nolikums, en: Bylaw }
retentionDays: 62
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: name, class: none }
${fields}`;

const context = await exchangeContext();
const { asking, keyText } = await newSystem(context, 'm-0099000', 'v');
const server = await testServer(context);
afterAll(() => server.close());

async function published(code: string, version = 1): Promise<void> {
  await defineDataSet(context, { file: 'piers.yaml', text: piersText(code, version) });
  await proposeDataSet(context, { code, version });
  await publishDataSet(context, { code, version });
}

const put = (code: string, number: number) =>
  acceptRecords(
    context,
    { code, version: 1 },
    {
      changes: [{ upsert: { number, name: `Nr. ${number}` } }],
      allOrNothing: true,
    },
  );

async function ask(path: string, { body, ...headers }: Record<string, unknown> = {}) {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${keyText}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(headers as Record<string, string>),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const { headers: heads, status } = response;
  const ending = ['deprecation', 'sunset', 'link'].map((name) => heads.get(name));
  return { status, ending, location: heads.get('location'), text, json: () => JSON.parse(text) };
}

const LINES = { accept: 'application/x-ndjson' };
const TRACKED = { prefer: 'track-changes' };

/** Every way of reading the first version of a data set, with its root and a mailbox. */
const WAYS: readonly [name: string, path: string, asked?: Record<string, unknown>][] = [
  ['what it is', 'data-sets/:code'],
  ['by key', 'data-sets/:code/by-key', { body: { keys: [{ number: 1 }] } }],
  ['by address', 'data-sets/:code/record?number=1'],
  ['changes', 'data-sets/:code/changes'],
  ['changes as a stream', 'data-sets/:code/changes', LINES],
  ['in bulk', 'data-sets/:code/records', LINES],
  ['in bulk as Parquet', 'data-sets/:code/records', { accept: 'application/vnd.apache.parquet' }],
  ['the service of OData', 'odata/:code'],
  ['the model of OData', 'odata/:code/$metadata'],
  ['by OData', 'odata/:code/Records', TRACKED],
  ['one by OData', 'odata/:code/Records(1)'],
  ['how many by OData', 'odata/:code/Records/$count'],
  ['by OData in a body', 'odata/:code/Records/$query', { body: { $top: 1 } }],
  ['a refusal by OData', 'odata/:code/Records?$filter=none', {}],
  ['a refusal', 'data-sets/:code/record?number=x', {}],
  ['the mailbox', 'mailboxes/:box'],
  ['through the mailbox', 'mailboxes/:box/changes'],
];

async function openBox(code: string): Promise<string> {
  const body = { dataSet: { code, version: 1 }, from: 'beginning' };
  return (await ask('/exchange/v1/mailboxes', { body })).json().id;
}

test('whoever reads a version whose end is announced is told of it, whatever the way', async () => {
  const code = 'ending-piers';
  await published(code);
  await put(code, 1);
  const box = await openBox(code);
  const addressOf = (path: string) =>
    `/exchange/v1/${path.replace(':code', `${code}/1`).replace(':box', box)}`;
  for (const [name, path, asked] of WAYS) {
    expect([name, ...(await ask(addressOf(path), asked)).ending]).toEqual([name, null, null, null]);
  }
  await defineDataSet(context, { file: 'piers.yaml', text: piersText(code, 2) });
  await endDataSet(context, { code, version: 1 }, '2026-06-01');
  context.clock.advance(MINUTE_MS);
  const announced = `@${Date.parse('2026-03-11T10:00:00Z') / 1_000}`;
  // Midnight in Riga.
  const sunset = 'Sun, 31 May 2026 21:00:00 GMT';
  for (const [name, path, asked] of WAYS) {
    const { ending } = await ask(addressOf(path), asked);
    expect([name, ...ending]).toEqual([name, announced, sunset, null]);
  }
  await proposeDataSet(context, { code, version: 2 });
  await publishDataSet(context, { code, version: 2 });
  await endDataSet(context, { code, version: 1 }, '2026-05-01');
  context.clock.advance(MINUTE_MS);
  for (const [name, path, asked] of WAYS) {
    const { ending } = await ask(addressOf(path), asked);
    const root = path.startsWith('odata') ? 'odata' : 'data-sets';
    const link = `</exchange/v1/${root}/${code}/2>; rel="successor-version"`;
    expect([name, ...ending]).toEqual([name, announced, 'Thu, 30 Apr 2026 21:00:00 GMT', link]);
  }
  const dataSet = { code, version: 1, endsOn: '2026-05-01', successor: 2 };
  expect((await ask(addressOf('mailboxes/:box'))).json()).toMatchObject({ dataSet });
  const page = await takePage(asking, box, { limit: 9 });
  const sent = pageBody(await getMailbox(asking, box), page, false);
  expect(JSON.parse(sent)).toMatchObject({ dataSet, changes: [{ position: 1 }] });
  context.clock.set('2026-05-01T10:00:00Z');
  const over = await ask(addressOf('data-sets/:code/changes'));
  expect([over.status, over.json().code]).toEqual([410, 'data-set-retired']);
  expect(over.ending[2]).toContain('/2>; rel="successor-version"');
  context.clock.set('2026-03-11T10:00:00Z');
});

test('who asks for what is no longer kept is told where all of it is, in each way alike', async () => {
  const code = 'forgotten-piers';
  await published(code);
  await put(code, 1);
  const box = await openBox(code);
  const odata = `/exchange/v1/odata/${code}/1/Records`;
  const question = `${odata}?$filter=number%20gt%200&$select=name`;
  const first = (await ask(question, TRACKED)).json();
  await put(code, 2);
  context.clock.advance(63 * DAY_MS);
  await purgeChanges(context);
  const delta = first['@odata.deltaLink'];
  const records = `/exchange/v1/data-sets/${code}/1/records`;
  const restart = `/exchange/v1/mailboxes/${box}/restart`;
  const cases: [path: string, asked: Record<string, unknown>, told: Record<string, unknown>][] = [
    [`/exchange/v1/data-sets/${code}/1/changes?after=1`, {}, { code: 'changes-not-kept', records }],
    [`/exchange/v1/data-sets/${code}/1/changes`, LINES, { code: 'changes-not-kept', records }],
    [`/exchange/v1/mailboxes/${box}/changes`, {}, { code: 'mailbox-behind', records, restart }],
    [
      '/exchange/v1/mailboxes',
      { body: { dataSet: { code, version: 1 }, from: 'beginning' } },
      { code: 'changes-not-kept', records },
    ],
  ];
  for (const [path, asked, told] of cases) {
    const { status, location, json } = await ask(path, asked);
    expect([status, location]).toEqual([410, records]);
    expect(json()).toMatchObject(told);
  }
  const { status, location, json } = await ask(delta);
  expect(status).toBe(410);
  expect(json()).toMatchObject({
    ...{ code: 'changes-not-kept', records: location },
    error: { code: 'changes-not-kept' },
  });
  const again = await ask(location ?? '', TRACKED);
  expect(again.json().value).toHaveLength(2);
  await put(code, 3);
  const next = await ask(again.json()['@odata.deltaLink']);
  expect(next.json().value).toMatchObject([{ name: 'Nr. 3' }]);
});

test('positions and links from before a trial was published, or the text changed, are over', async () => {
  const code = 'tried-piers';
  await defineDataSet(context, { file: 'piers.yaml', text: piersText(code, 1) });
  await put(code, 1);
  await put(code, 2);
  const odata = `/exchange/v1/odata/${code}/1/Records`;
  const link = (await ask(odata, TRACKED)).json()['@odata.deltaLink'];
  const changes = `/exchange/v1/data-sets/${code}/1/changes`;
  expect((await ask(`${changes}?after=2`)).json()).toMatchObject({ changes: [], next: 2 });
  await proposeDataSet(context, { code, version: 1 });
  await publishDataSet(context, { code, version: 1 });
  await put(code, 3);
  const records = `/exchange/v1/data-sets/${code}/1/records`;
  for (const headers of [{}, LINES]) {
    const over = await ask(`${changes}?after=2`, headers);
    expect([over.status, over.location]).toEqual([410, records]);
    expect(over.json()).toMatchObject({ code: 'position-not-reached', head: 1 });
  }
  const gone = await ask(link);
  expect([gone.status, gone.location]).toEqual([410, odata]);
  expect(gone.json()).toMatchObject({ code: 'position-not-reached' });
  const fresh = (await ask(odata, TRACKED)).json()['@odata.deltaLink'];
  const text = piersText(code, 1, '  - { name: depth, type: decimal, class: none }\n');
  await defineDataSet(context, { file: 'piers.yaml', text });
  const over = await ask(fresh);
  expect([over.status, over.location]).toEqual([410, odata]);
  expect(over.json()).toMatchObject({ code: 'odata-link-over', records: odata });
});
