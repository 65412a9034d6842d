import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { addOfficial } from '../../identity/index.ts';
import { proposeDataSet, publishDataSet, remindOfEnds } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { TERMS } from '../testing/give-permission.ts';
import { newSystem } from '../testing/systems.ts';

const context = await exchangeContext();
await proposeDataSet(context, LICENCES);
await publishDataSet(context, LICENCES);
await acceptRecords(context, LICENCES, { changes: [{ upsert: licence() }], allOrNothing: true });
const ferry = (await newSystem(context, 'vejaines-pramis', 'ferry')).keyText;
const own = (await newSystem(context, 'm-0099000', 'own')).keyText;
const officialKey = async (name: string, role: 'editor' | 'reviewer') =>
  (await addOfficial(context, { name, organisation: 'm-0099000', roles: [role] })).keyText;
const editor = await officialKey('Ilze', 'editor');
const reviewer = await officialKey('Juris', 'reviewer');
const server = await testServer(context);
afterAll(() => server.close());

async function ask(
  key: string,
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

const OFFICIAL = '/official/v1/permissions';
const SYSTEM = '/exchange/v1/permissions';
const terms = { ...TERMS, fields: ['number', 'waters.name'], quota: 3, validUntil: '2026-03-31' };
const application = { dataSet: LICENCES.code, versions: [1], terms };

test('a permission from its application to its end, between two institutions', async () => {
  const applied = await ask(ferry, 'POST', SYSTEM, { body: application });
  expect(applied.json).toMatchObject({
    ...{ number: 'KP-2026-000001', state: 'applied', left: 3, holder: { code: 'vejaines-pramis' } },
  });
  const one = `/${applied.json.number}`;
  const text = 'Vai pietiks ar licences numuru?';
  await ask(editor, 'POST', `${OFFICIAL}${one}/messages`, { body: { text } });
  const narrower = { terms: { ...terms, fields: ['number'] } };
  const revised = await ask(ferry, 'PUT', `${SYSTEM}${one}/terms`, { body: narrower });
  expect(revised.json).toMatchObject({ fields: ['number'] });
  const agreed = await ask(editor, 'POST', `${OFFICIAL}${one}/grant`);
  expect(agreed.json).toMatchObject({ state: 'agreed', waitsForSecond: true });
  const again = await ask(editor, 'POST', `${OFFICIAL}${one}/grant`);
  expect(again).toMatchObject({ status: 409, json: { code: 'permission-needs-another' } });
  const granted = await ask(reviewer, 'POST', `${OFFICIAL}${one}/grant`);
  expect(granted.json).toMatchObject({ state: 'granted', waitsForSecond: false });

  // It is used, under either name of the header.
  const body = { keys: [{ personCode: '32000000001', number: 'L-1' }] };
  const address = '/exchange/v1/data-sets/vejaine-licences/1/by-key';
  for (const name of ['x-koplieta-permission', 'X-DAGR-Permission']) {
    const headers = { [name]: applied.json.number };
    const found = await ask(ferry, 'POST', address, { body, headers });
    const record = { personCode: '320000-00001', number: 'L-1' };
    expect(found.json).toEqual({ found: [[{ position: 1, record }]] });
  }
  expect((await ask(ferry, 'POST', address, { body })).json.code).toBe('data-set-not-permitted');
  const mine = await ask(ferry, 'GET', `${SYSTEM}/mine`);
  expect(mine.json).toMatchObject({ permissions: [{ used: 2, left: 1 }], next: null });

  // It ends soon, is prolonged, and has its end.
  context.clock.set('2026-03-15T10:00:00Z');
  await remindOfEnds(context);
  await remindOfEnds(context);
  const notices = await ask(ferry, 'GET', `${SYSTEM}/notices?limit=2`);
  expect(notices.json.notices).toMatchObject([
    { kind: 'ends-soon', content: { validUntil: '2026-03-31' }, side: 'platform' },
    { kind: 'granted', side: 'source', actor: { kind: 'official' } },
  ]);
  const longer = { body: { validUntil: '2026-04-30' } };
  const asked = await ask(ferry, 'POST', `${SYSTEM}${one}/prolong`, longer);
  expect(asked.json.proposed).toEqual({ validUntil: '2026-04-30', quota: 3 });
  const prolonged = await ask(reviewer, 'POST', `${OFFICIAL}${one}/prolong`, longer);
  expect(prolonged.json).toMatchObject({ validUntil: '2026-04-30', proposed: null });
  const reason = { body: { reason: 'Pārbaude' } };
  const stopped = await ask(own, 'POST', `${SYSTEM}${one}/suspend`, reason);
  expect(stopped.json.state).toBe('suspended');
  await ask(own, 'POST', `${SYSTEM}${one}/resume`, reason);
  context.clock.set('2026-05-01T10:00:00Z');
  await remindOfEnds(context);
  const described = await ask(own, 'GET', `${SYSTEM}${one}`);
  expect(described.json).toMatchObject({ state: 'expired' });
  expect(described.json.events.map(({ kind }: { kind: string }) => kind).reverse()).toEqual([
    ...['applied', 'message', 'revised', 'agreed', 'granted', 'ends-soon'],
    ...['prolongation-proposed', 'prolonged', 'suspended', 'resumed', 'expired'],
  ]);
  expect(described.json.events.at(-2)).toMatchObject({ kind: 'message', text });
  expect(JSON.stringify(described.json)).not.toMatch(/Ilze|Juris/);
  const statement = await ask(editor, 'GET', `${OFFICIAL}/statement?month=2026-03`);
  expect(statement.json).toMatchObject({ isFinal: true, uses: 2, lines: [{ uses: 2 }] });
});

test('numbers follow one another, whoever applies at once', async () => {
  context.clock.set('2027-01-01T10:00:00Z');
  const later = { ...application, terms: { ...terms, validUntil: '2027-12-31' } };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => ask(ferry, 'POST', SYSTEM, { body: later })),
  );
  expect(answers.map(({ json }) => json.number).sort()).toEqual(
    Array.from({ length: 12 }, (_, place) => `KP-2027-${String(place + 1).padStart(6, '0')}`),
  );
});

test.each([
  ['a field that is none', { fields: ['number', 'fees'] }, { unknownFields: ['fees'] }],
  ['a part of what has none', { fields: ['number.digits'] }, { unknownFields: ['number.digits'] }],
  ['a part that is none', { fields: ['waters.depth'] }, { unknownFields: ['waters.depth'] }],
  [
    'rows by a personal field',
    { rows: [{ field: 'personCode', values: ['x'] }] },
    { unfitRows: ['personCode'] },
  ],
  [
    'a value of another type',
    { rows: [{ field: 'revision', values: ['1', 'x'] }] },
    { unfitRows: ['revision'] },
  ],
  [
    'a personal code in the purpose',
    { purpose: { lv: 'Pārbaude', en: 'Checking 320000-00001' } },
    { namesPerson: true },
  ],
  [
    'a day that is none',
    { rows: [{ field: 'since', values: ['2026-02-30'] }] },
    { unfitRows: ['since'] },
  ],
  ['rows by a list', { rows: [{ field: 'waters', values: ['x'] }] }, { unfitRows: ['waters'] }],
  [
    'days in the wrong order',
    { validFrom: '2028-01-02', validUntil: '2028-01-01' },
    { daysWrong: true },
  ],
  ['days that are past', { validUntil: '2026-12-30' }, { daysWrong: true }],
])('%s is not applied for', async (_name, change, details) => {
  const body = { ...application, terms: { ...terms, validUntil: '2027-12-31', ...change } };
  const answer = await ask(ferry, 'POST', SYSTEM, { body });
  expect(answer).toMatchObject({
    status: 422,
    json: { code: 'permission-terms-wrong', ...details },
  });
});

test('an institution needs no permission for what is its own', async () => {
  const body = { ...application, terms: { ...terms, validUntil: '2027-12-31' } };
  const answer = await ask(own, 'POST', SYSTEM, { body });
  expect(answer).toMatchObject({ status: 409, json: { code: 'permission-needless' } });
});

test('connections to the present platform find its calls', async () => {
  const held = { ...terms, fields: ['number', 'waters.name'], validUntil: '2027-12-31' };
  const applied = await ask(ferry, 'POST', SYSTEM, { body: { ...application, terms: held } });
  const { number } = applied.json;
  for (const key of [editor, reviewer]) await ask(key, 'POST', `${OFFICIAL}/${number}/grant`);
  expect((await ask(ferry, 'GET', '/current_user_permissions')).json).toEqual([
    {
      service_name: 'vejaine-licences',
      permission_number: number,
      purpose_of_use: TERMS.purpose.lv,
      ...{ use_count: 0, use_count_quota: 3, valid_from: '2026-01-01', valid_to: '2027-12-31' },
      access_control_tree: {
        ...{ name: 'vejaine-licences', read_access: 'partial' },
        properties: [
          { name: 'number', read_access: 'full', properties: [] },
          {
            ...{ name: 'waters', read_access: 'partial' },
            properties: [{ name: 'name', read_access: 'full', properties: [] }],
          },
        ],
      },
    },
  ]);
  expect((await ask(ferry, 'GET', '/service_list')).json).toEqual([
    {
      ...{ service_name: 'vejaine-licences', version: 1, description: 'Makšķerēšanas licences' },
      by_key: '/exchange/v1/data-sets/vejaine-licences/1/by-key',
      changes: '/exchange/v1/data-sets/vejaine-licences/1/changes',
    },
  ]);
});
