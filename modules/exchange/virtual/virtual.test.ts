import type { Server } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addInformationSystem, createSystemKey, defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { findRecords, getRecordByAddress } from '../reading/find-records.ts';
import { readChanges } from '../reading/read-changes.ts';
import { streamRecords } from '../reading/stream-records.ts';
import { givePermission, systemOf } from '../testing/give-permission.ts';
import {
  answering,
  define,
  everybody,
  fill,
  NAME,
  nameRiga,
  otherInstallation,
  REMOTE,
  register,
  SOURCES,
  urlOf,
  virtualCountry,
} from '../testing/virtual-country.ts';

const other = await otherInstallation({ number: '9001', title: 'Finanšu ministrija' });
afterAll(() => other.close());

async function country(url = other.url) {
  return await virtualCountry({ url, keyText: other.keyText });
}

async function linesOf(context: TestContext, name: object = NAME) {
  const stream = await streamRecords(context, { ...NAME, ...name }, 'ndjson');
  let text = '';
  for await (const piece of await stream.begin()) text += piece;
  const records = text.trim().split('\n').filter(Boolean);
  return {
    records: records.map((line) => JSON.parse(line) as Record<string, unknown>),
    missing: 'missing' in stream ? stream.missing : undefined,
  };
}

const keys = ['4001', '5001', '9001', '7777'].map((number) => ({ number }));

test('one name finds what all sources have, in the fields of its own', async () => {
  const context = await country();
  expect(await findRecords(context, NAME, keys)).toEqual({
    found: [
      [
        {
          record: { number: '4001', title: 'SIA Prāmis', kind: 'company', owner: 'Anna' },
          ...{ position: 1, source: 'companies' },
        },
      ],
      [
        {
          record: { number: '5001', title: 'Makšķernieku biedrība', kind: 'club' },
          ...{ position: 1, source: 'clubs' },
        },
      ],
      [
        {
          record: { number: '9001', title: 'Finanšu ministrija', kind: 'ministry' },
          ...{ position: 1, source: 'ministries' },
        },
      ],
      [],
    ],
    missing: [],
  });
  expect(await getRecordByAddress(context, NAME, { number: '4002' })).toMatchObject({
    record: { title: 'SIA Osta' },
  });
  const { records, missing } = await linesOf(context);
  expect(records.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    expect.stringMatching(/^company/),
    expect.stringMatching(/^company/),
    'club Makšķernieku biedrība',
    'ministry Finanšu ministrija',
  ]);
  expect(missing).toEqual([]);
});

test('a permission for the name cuts fields and rows of every source, and counts its uses', async () => {
  const context = await country();
  const { number, reader } = await givePermission(
    context,
    {
      fields: ['title', 'kind'],
      rows: [{ field: 'kind', values: ['club', 'ministry'] }],
      quota: 2,
    },
    { dataSet: 'everybody' },
  );
  const name = { ...NAME, permission: number };
  const { found } = await findRecords(reader, name, keys);
  expect(found.map((some) => some.map(({ record }) => record))).toEqual([
    [],
    [{ number: '5001', title: 'Makšķernieku biedrība', kind: 'club' }],
    [{ number: '9001', title: 'Finanšu ministrija', kind: 'ministry' }],
    [],
  ]);
  const stream = await streamRecords(reader, name, 'csv');
  let text = '';
  for await (const piece of await stream.begin()) text += piece;
  expect(text).not.toMatch(/SIA|Anna|owner/);
  expect(text).toContain('Finanšu ministrija');
  await expect(findRecords(reader, name, keys)).rejects.toMatchObject({
    code: 'permission-used-up',
  });
  await expect(findRecords(reader, NAME, keys)).rejects.toMatchObject({
    code: 'data-set-not-permitted',
  });
});

test('a source of another institution is read by the permission that the text names', async () => {
  const context = await testContext();
  await vejaine(context);
  await define(context, register('companies', ['regNumber', 'firm'], 'vejaines-pramis'));
  await define(context, register('clubs', ['code', 'title']));
  await fill(context, 'companies', { regNumber: '4001', firm: 'SIA Prāmis' });
  await define(context, everybody(SOURCES));
  const own = await systemOf(context, 'm-0099000');
  expect(await findRecords(own, NAME, keys)).toMatchObject({
    missing: [{ source: 'companies', code: 'source-refused' }],
  });
  const { number } = await givePermission(
    context,
    { fields: ['firm'] },
    {
      dataSet: 'companies',
      holder: 'm-0099000',
    },
  );
  const named = SOURCES.replace(
    'dataSet: companies',
    `dataSet: companies\n    permission: ${number}`,
  );
  await define(context, everybody(named));
  const { found, missing } = await findRecords(own, NAME, keys);
  expect(missing).toEqual([]);
  expect(found[0]).toMatchObject([{ record: { number: '4001', title: 'SIA Prāmis' } }]);
});

test('a source that is locked, silent, gone or talks nonsense is named, and the others answer', async () => {
  const context = await country();
  await context.adminDb.transaction(async (db) => {
    await db.query('lock table exchange.records in access exclusive mode');
    const server = await answering((_request, response) => response.end('{"found": "none"}'));
    await nameRiga(context, urlOf(server));
    await expect(findRecords(context, NAME, keys)).rejects.toMatchObject({
      code: 'sources-missing',
      details: {
        missing: expect.arrayContaining([
          { source: 'companies', code: 'source-too-slow' },
          { source: 'ministries', code: 'source-answer-wrong' },
        ]),
      },
    });
    server.closeAllConnections();
    server.close();
  });
  const FAULTS: [code: string, server: (context: TestContext) => Promise<Server>][] = [
    ['source-too-slow', () => answering(() => {})],
    ['source-refused', () => answering((_, response) => response.writeHead(403).end())],
    ['source-unreachable', () => answering((request) => request.socket.destroy())],
    ['source-unreachable', () => answering((_, response) => response.writeHead(500).end())],
    ['source-answer-wrong', () => answering((_, response) => response.end('nothing\n'))],
    [
      'source-answer-wrong',
      () => answering((_, response) => response.end('{"title": 7, "number": "9001"}\n')),
    ],
  ];
  for (const [code, begin] of FAULTS) {
    const server = await begin(context);
    await nameRiga(context, urlOf(server));
    const missing = [{ source: 'ministries', code }];
    const found = await findRecords(context, NAME, keys);
    expect(found.missing).toEqual(missing);
    expect(found.found.map((some) => some.length)).toEqual([1, 1, 0, 0]);
    const all = await linesOf(context);
    expect(all.missing).toEqual(missing);
    expect(all.records).toHaveLength(3);
    server.closeAllConnections();
    server.close();
  }
  await expect(getRecordByAddress(context, NAME, { number: '9001' })).rejects.toMatchObject({
    code: 'sources-missing',
  });
});

test('a source that fails in the middle breaks the stream off: a part is not taken for the whole', async () => {
  const line = `${JSON.stringify({ number: '9001', title: 'x'.repeat(3_000) })}\n`;
  const server = await answering((_, response) => {
    for (let sent = 0; sent < 1_500; sent++) response.write(line);
    response.end('and then nonsense\n');
  });
  const context = await country(urlOf(server));
  // The first page comes in time, however busy the machine is.
  const patient = REMOTE.replace('timeLimitMs: 1500', 'timeLimitMs: 10000');
  await define(context, everybody(SOURCES + patient));
  await expect(linesOf(context)).rejects.toMatchObject({ code: 'source-answer-wrong' });
  server.closeAllConnections();
  server.close();
});

test('it keeps nothing: nothing is sent to it, and what needs kept records is refused', async () => {
  const context = await country();
  const refused = { code: 'data-set-virtual' };
  const sent = { changes: [{ upsert: {} }], allOrNothing: false };
  await expect(acceptRecords(context, NAME, sent)).rejects.toMatchObject(refused);
  await expect(readChanges(context, NAME, { after: 0, limit: 1 })).rejects.toMatchObject(refused);
  // Another installation's virtual data set asks: it gets no virtual one, so no circle closes.
  const asked = findRecords(context, { ...NAME, isForSource: true }, keys);
  await expect(asked).rejects.toMatchObject(refused);
  await expect(findRecords(context, NAME, [{ title: 'x' }])).rejects.toMatchObject({
    code: 'record-keys-wrong',
  });
});

const UNFIT: [name: string, before: string, after: string, problem: string][] = [
  ['a data set that is none', 'dataSet: clubs', 'dataSet: clubss', 'clubs data-set-unknown'],
  ['a virtual one', 'dataSet: clubs', 'dataSet: everybody', 'clubs data-set-virtual'],
  ['an unknown installation', 'remote: riga', 'remote: rome', 'ministries remote-unknown'],
  ['an unknown field', 'title: firm', 'title: name', 'companies title field-unknown'],
  ['another type', 'title: firm', 'title: founded', 'companies title other-type'],
  ['a value of another type', 'value: club', 'value: 7', 'clubs kind other-type'],
  [
    'a personal field shown as open',
    'title: firm',
    'title: owner',
    'companies title less-personal',
  ],
  [
    'a special field shown as personal',
    'owner: owner',
    'owner: health',
    'companies owner less-personal',
  ],
  [
    'a pseudonymous field shown as open',
    'title: firm',
    'title: token',
    'companies title less-personal',
  ],
  ['a part of a key', 'number: code', 'number: title', 'clubs key-not-whole'],
];

test.each(UNFIT)('%s is no source', async (_name, before, after, problem) => {
  const context = await country();
  const text = everybody().replace(before, after);
  const refusal = await defineDataSet(context, { file: 'x', text }).catch((error) => error);
  expect(refusal).toMatchObject({ code: 'sources-unfit' });
  const problems = (refusal.details.problems as Record<string, string>[]).map((one) =>
    [one.source, one.field, one.problem].filter(Boolean).join(' '),
  );
  expect(problems).toContain(problem);
  for (const one of refusal.details.problems) {
    expect([one.lv, one.en]).toEqual(Array(2).fill(expect.stringMatching(/^\p{Lu}.+\.$/u)));
  }
});

test('another installation is read for the institutions for which it was named alone', async () => {
  const asked: unknown[] = [];
  const server = await answering((request, response) => {
    asked.push(request.url);
    response.end('{"found": [[], [], [], []]}');
  });
  const context = await country(urlOf(server));
  const foreign = everybody(`sources:${REMOTE}`)
    .replace('code: everybody', 'code: foreign')
    .replace('institution: m-0099000', 'institution: vejaines-pramis');
  await expect(define(context, foreign)).rejects.toMatchObject({
    code: 'sources-unfit',
    details: { problems: [expect.objectContaining({ problem: 'remote-unknown' })] },
  });
  await nameRiga(context, urlOf(server), { institutions: ['vejaines-pramis'] });
  await define(context, foreign);
  expect(await findRecords(context, NAME, keys)).toMatchObject({
    missing: [{ source: 'ministries', code: 'source-unreachable' }],
  });
  expect(asked).toEqual([]);
  await findRecords(context, { ...NAME, code: 'foreign' }, keys);
  expect(asked).toHaveLength(1);
  await expect(nameRiga(context, urlOf(server), { institutions: ['none'] })).rejects.toMatchObject({
    code: 'institution-unknown',
  });
  server.closeAllConnections();
  server.close();
});

test('over HTTP a missing source stands in the head and in the body, in both languages', async () => {
  const context = await country('http://127.0.0.1:9/exchange/v1');
  await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
  const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });
  const server = await testServer(context);
  const address = `${server.baseUrl}/exchange/v1/data-sets/everybody/1`;
  const headers = { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ keys });
  const found = await fetch(`${address}/by-key`, { method: 'POST', headers, body });
  expect(found.headers.get('x-exchange-missing')).toBe('ministries');
  expect(await found.json()).toMatchObject({
    missing: [{ source: 'ministries', code: 'source-unreachable', lv: /Avots/, en: /source/ }].map(
      (one) => ({ ...one, lv: expect.stringMatching(one.lv), en: expect.stringMatching(one.en) }),
    ),
  });
  const bulk = await fetch(`${address}/records`, {
    headers: { authorization: headers.authorization },
  });
  expect(bulk.headers.get('x-exchange-missing')).toBe('ministries');
  expect((await bulk.text()).trim().split('\n')).toHaveLength(3);
  await server.close();
});
