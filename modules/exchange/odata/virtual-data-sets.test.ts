import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addInformationSystem, createSystemKey } from '../index.ts';
import type { Terms } from '../permissions/terms.ts';
import { givePermission } from '../testing/give-permission.ts';
import {
  answering,
  define,
  fill,
  nameRiga,
  otherInstallation,
  urlOf,
} from '../testing/virtual-country.ts';

const FIELDS = `
fields:
  - { name: number, class: none }
  - { name: title, class: none }
  - { name: kind, class: none }
  - { name: founded, type: day, class: none }
  - { name: staff, type: integer, class: none }
  - name: places
    list:
      - { name: town, class: none }
      - { name: rooms, type: integer, class: none }
  - { name: owner, class: personal }
`;
const head = (code: string, key: string) => `
code: ${code}
name: { lv: Reģistrs, en: Register }
institution: m-0099000
key: [${key}]`;

const COMPANIES = `${head('companies', 'regNumber')}
fields:
  - { name: regNumber, class: none }
  - { name: firm, class: none }
  - { name: since, type: day, class: none }
  - { name: employees, type: integer, class: none }
  - name: branches
    list:
      - { name: town, class: none }
      - { name: rooms, type: integer, class: none }
  - { name: holder, class: personal }
`;
const CLUBS = `${head('clubs', 'code')}
fields:
  - { name: code, class: none }
  - { name: title, class: none }
  - { name: members, type: integer, class: none }
`;
const SOURCES = `
sources:
  - name: companies
    dataSet: companies
    fields:
      ${'number: regNumber\n      title: firm\n      kind: { value: company }\n      founded: since'}
      ${'staff: employees\n      places: branches\n      owner: holder'}
  - name: clubs
    dataSet: clubs
    fields: { number: code, title: title, kind: { value: club }, staff: members }
  - name: ministries
    dataSet: ministries
    remote: riga
    fields: { number: number, title: title, kind: { value: ministry } }
`;

const TITLES = ['Ostas', 'Prāmis', 'Ābele', 'Zvejnieks'];
const companies = Array.from({ length: 12 }, (_, index) => ({
  regNumber: `4${String(index).padStart(3, '0')}`,
  ...(index % 5 === 4 ? {} : { firm: TITLES[index % 4] }),
  ...(index % 3 === 0 ? {} : { since: `20${10 + index}-02-03` }),
  ...(index % 4 === 0 ? {} : { employees: index * 3 }),
  ...(index % 2 === 0 ? {} : { branches: [{ town: 'Vējaine', rooms: index }, { town: 'Osta' }] }),
  ...(index % 6 === 1 ? { holder: `Anna ${index}` } : {}),
}));
const clubs = Array.from({ length: 9 }, (_, index) => ({
  code: `5${index}`,
  title: TITLES[(index + 1) % 4],
  ...(index % 2 === 0 ? { members: index } : {}),
}));
const ministries = Array.from({ length: 4 }, (_, index) => ({
  number: `9${index}`,
  title: `${TITLES[index]} ministrija`,
}));
/** What all of it is under the fields of the virtual data set. */
const together = [
  ...companies.map(({ regNumber, firm, since, employees, branches, holder }) => ({
    ...{ number: regNumber, title: firm, kind: 'company', founded: since, staff: employees },
    ...{ places: branches, owner: holder },
  })),
  ...clubs.map(({ code, title, members }) => ({
    ...{ number: code, title, kind: 'club', staff: members },
  })),
  ...ministries.map((one) => ({ ...one, kind: 'ministry' })),
];

const other = await otherInstallation(...ministries);
const context = await testContext();
await vejaine(context);
await nameRiga(context, other.url, { keyText: other.keyText });
await define(context, COMPANIES, CLUBS, `${head('everybody', 'number')}${FIELDS}${SOURCES}`);
await define(context, `${head('kept', 'number')}${FIELDS}`);
await fill(context, 'companies', ...companies);
await fill(context, 'clubs', ...clubs);
await fill(context, 'kept', ...together);
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
const own = (await createSystemKey(context, { system: 'v', expiresAt: null })).keyText;
await addInformationSystem(context, { institution: 'vejaines-pramis', code: 'p', name: 'P' });
const readers = (await createSystemKey(context, { system: 'p', expiresAt: null })).keyText;
const server = await testServer(context);
afterAll(async () => {
  await server.close();
  await other.close();
});

const VIRTUAL = '/exchange/v1/odata/everybody/1';
const KEPT = '/exchange/v1/odata/kept/1';
type Options = Record<string, string>;
type Entity = Record<string, unknown> & { number: string };

interface Asked {
  headers?: Record<string, string>;
  body?: object;
  key?: string;
}

async function ask(path: string, { headers, body, key = own }: Asked = {}) {
  const response = await fetch(`${server.baseUrl}${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: {
      authorization: `Bearer ${key}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    text,
    headers: response.headers,
    json: isJson && text ? JSON.parse(text) : undefined,
  };
}

const query = (options: Options) => new URLSearchParams(options).toString().replaceAll('+', '%20');

/** All pages of a question. */
async function pages(root: string, options: Options, pageSize: number) {
  const value: Entity[] = [];
  const headers = { prefer: `maxpagesize=${pageSize}` };
  let path: string | undefined = `${root}/Records?${query(options)}`;
  let count: number | undefined;
  for (let page = 0; path; page++) {
    const { json, text } = await ask(path, { headers });
    if (!json.value || page > 100) throw new Error(text);
    // Tags follow how a record is kept, too.
    value.push(...json.value.map(({ '@odata.etag': _, ...entity }: Entity) => entity));
    count = json['@odata.count'];
    path = json['@odata.nextLink'];
  }
  return { value, count };
}

test.each<[name: string, options: Options]>([
  ['everything', {}],
  ['a field that is another one in each source', { $filter: "title eq 'Ostas'" }],
  ['a fixed value', { $filter: "kind eq 'club' or kind eq 'ministry'" }],
  ['a fixed value in a function', { $filter: "startswith(kind,'c') and length(title) gt 5" }],
  ['what one source alone has', { $filter: 'founded ge 2015-01-01' }],
  ['what a source has not is nothing', { $filter: 'founded eq null' }],
  ['and of nothing nothing is known', { $filter: 'not (year(founded) gt 2015)' }],
  ['sums', { $filter: 'staff add 3 gt 10 and staff mod 2 eq 0' }],
  ['a choice', { $filter: "case(kind eq 'club':staff,true:1) eq 1" }],
  ['rows of a list', { $filter: 'places/any(p:p/rooms gt 4)' }],
  ['all rows of a list', { $filter: "places/all(p:p/town eq 'Osta')" }],
  ['how many rows', { $filter: 'places/$count eq 0' }],
  ['a word in a field', { $search: 'prāmis' }],
  ['a word in a fixed value', { $search: 'club' }],
  ['no word', { $search: 'NOT company' }],
  ['keys', { $filter: "number in ('4001','53','92','none')" }],
  ['patterns', { $filter: "matchesPattern(title,'^[OZ]')" }],
  ['an order over all', { $orderby: 'title,number desc' }],
  ['an order from the other end', { $orderby: 'title desc,staff' }],
  ['an order by what is often absent', { $orderby: 'founded desc,number' }],
  ['an order by a fixed value', { $orderby: 'kind desc,number' }],
  ['an order by something computed', { $orderby: 'length(title) desc,number' }],
  ['places in an order', { $orderby: 'number', $skip: '5', $top: '13' }],
  ['parts of records', { $select: 'number,staff', $compute: 'staff mul 2 as twice' }],
  ['parts of lists', { $select: 'number,places($filter=rooms gt 3;$select=town)' }],
])('sources are asked like one data set that keeps all: %s', async (_name, options) => {
  const kept = await pages(KEPT, { ...options, $count: 'true' }, 1_000);
  const isOrdered = '$orderby' in options && options.$orderby.includes('number');
  const sorted = ({ value }: { value: Entity[] }) =>
    isOrdered ? value : value.toSorted((one, two) => (one.number < two.number ? -1 : 1));
  for (const pageSize of [1_000, 3]) {
    const found = await pages(VIRTUAL, { ...options, $count: 'true' }, pageSize);
    expect(sorted(found)).toEqual(sorted(kept));
    expect(found.count).toBe(kept.count);
  }
  const { $filter, $search } = options;
  const where = { ...($filter ? { $filter } : {}), ...($search ? { $search } : {}) };
  const count = await ask(`${VIRTUAL}/Records/$count?${query(where)}`);
  if (!('$top' in options)) expect(Number(count.text)).toBe(kept.count);
});

test('of records that an order does not tell apart each comes once, over pages of one', async () => {
  for (const $orderby of ['title', 'title desc', 'kind', 'founded desc', 'staff']) {
    const { value } = await pages(VIRTUAL, { $orderby }, 1);
    expect(new Set(value.map(({ number }) => number)).size).toBe(together.length);
    expect(value).toHaveLength(together.length);
  }
});

test('it describes itself, and has one record by its key', async () => {
  const model = await ask(`${VIRTUAL}/$metadata`, { headers: { accept: 'application/json' } });
  expect(Object.keys(model.json.everybody_1.Record)).toContain('founded');
  const one = await ask(`${VIRTUAL}/Records('53')`);
  expect(one.json).toMatchObject({ number: '53', title: 'Ostas', kind: 'club' });
  const etag = one.headers.get('etag') ?? '';
  const again = await ask(`${VIRTUAL}/Records('53')`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect((await ask(`${VIRTUAL}/Records('none')`)).json.code).toBe('record-unknown');
});

test('what is personal is asked for in a body, by the key', async () => {
  const asked = { $filter: "number in ('4001','4002','91') and owner eq 'Anna 1'" };
  const { json } = await ask(`${VIRTUAL}/Records/$query`, { body: asked });
  expect(json.value).toMatchObject([{ number: '4001', owner: 'Anna 1' }]);
  const address = await ask(`${VIRTUAL}/Records?${query(asked)}`);
  expect(address.json.code).toBe('personal-field-in-address');
  const anybody = await ask(`${VIRTUAL}/Records/$query`, { body: { $filter: "owner eq 'Anna'" } });
  expect(anybody.json.code).toBe('odata-personal-unfindable');
});

test('a permission cuts fields and rows of every source, and counts one use', async () => {
  const terms: Partial<Terms> = {
    fields: ['title', 'kind', 'founded'],
    rows: [{ field: 'kind', values: ['company', 'ministry'] }],
    quota: 3,
  };
  const { number } = await givePermission(context, terms, { dataSet: 'everybody' });
  const headers = { 'x-koplieta-permission': number };
  const of = (options: Options) =>
    ask(`${VIRTUAL}/Records?${query({ $count: 'true', ...options })}`, { headers, key: readers });
  const all = await of({});
  expect(all.json['@odata.count']).toBe(companies.length + ministries.length);
  expect(all.text).not.toMatch(/club|staff|owner|Anna|places/);
  const unknown = (await of({ $filter: 'staff gt 1' })).json;
  expect(unknown).toMatchObject({ code: 'odata-field-unknown' });
  expect((await of({ $filter: "kind eq 'club'" })).json.value).toEqual([]);
  expect((await of({ $top: '1' })).json.value).toHaveLength(1);
  expect((await of({})).json.code).toBe('permission-used-up');
  expect((await ask(`${VIRTUAL}/Records`, { key: readers })).json.code).toBe(
    'data-set-not-permitted',
  );
});

test('a source that does not answer is named, in the head and in words; without any it is refused', async () => {
  const silent = await answering((request) => request.socket.destroy());
  await nameRiga(context, urlOf(silent));
  const { json, headers } = await ask(`${VIRTUAL}/Records?$count=true&$top=30`);
  expect(headers.get('x-exchange-missing')).toBe('ministries');
  expect(json['@exchange.missing']).toMatchObject([
    { source: 'ministries', code: 'source-unreachable', en: expect.stringMatching(/reached/) },
  ]);
  expect(json['@odata.count']).toBe(companies.length + clubs.length);
  const count = await ask(`${VIRTUAL}/Records/$count`);
  expect(count.headers.get('x-exchange-missing')).toBe('ministries');
  await context.adminDb.transaction(async (db) => {
    await db.query('lock table exchange.records in access exclusive mode');
    const none = await ask(`${VIRTUAL}/Records`);
    expect(none.json).toMatchObject({ status: 503, code: 'sources-missing' });
  });
  silent.close();
});

test('a source elsewhere with more than can be gone through is asked by its keys', async () => {
  const line = `${JSON.stringify({ number: '9', title: 'x' })}\n`;
  const found = { found: [[{ record: { number: '91', title: 'y' }, position: 1 }]] };
  const large = await answering((request, response) =>
    response.end(request.method === 'POST' ? JSON.stringify(found) : line.repeat(10_001)),
  );
  await nameRiga(context, urlOf(large));
  const all = await ask(`${VIRTUAL}/Records`);
  expect(all.json['@exchange.missing']).toMatchObject([{ code: 'source-too-large' }]);
  const one = await ask(`${VIRTUAL}/Records?${query({ $filter: "number eq '91'" })}`);
  expect(one.json.value).toMatchObject([{ number: '91', title: 'y', kind: 'ministry' }]);
  large.closeAllConnections();
  large.close();
  await nameRiga(context, other.url, { keyText: other.keyText });
});

test('what needs changes in one order is refused, in OData and by mailboxes', async () => {
  const tracked = await ask(`${VIRTUAL}/Records`, { headers: { prefer: 'odata.track-changes' } });
  expect(tracked.json).not.toHaveProperty(['@odata.deltaLink']);
  expect(tracked.headers.get('preference-applied')).toBeNull();
  const delta = await ask(`${VIRTUAL}/Records?$deltatoken=x`);
  expect(delta.json).toMatchObject({ status: 409, code: 'data-set-virtual' });
  const far = await ask(`${VIRTUAL}/Records?$skip=9900`);
  expect(far.json).toMatchObject({ status: 422, code: 'odata-too-many-found' });
  const mailbox = await ask('/exchange/v1/mailboxes', {
    body: { dataSet: { code: 'everybody', version: 1 } },
  });
  expect(mailbox.json).toMatchObject({ status: 409, code: 'data-set-virtual' });
});
