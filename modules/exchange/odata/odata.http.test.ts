import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { addInformationSystem, createSystemKey, defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';

const PIERS_TEXT = `
code: vejaine-piers
name: { lv: Piestātnes, en: Piers }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none, comment: { lv: Numurs, en: "Number <1>" } }
  - { name: name, class: none }
  - { name: open, type: boolean, class: none }
  - { name: fee, type: decimal, class: none }
  - { name: built, type: day, class: none }
  - { name: checked, type: instant, class: none }
  - name: depths
    list:
      - { name: metres, type: decimal, class: none, required: true }
      - { name: side, class: none }
`;

const PIERS = { code: 'vejaine-piers', version: 1 };
const context = await exchangeContext();
await defineDataSet(context, { file: 'piers.yaml', text: PIERS_TEXT });
await addInformationSystem(context, { institution: 'm-0099000', code: 'v', name: 'V' });
const { keyText } = await createSystemKey(context, { system: 'v', expiresAt: null });

const pier = (number: number) => ({
  number,
  ...(number % 4 === 0 ? {} : { name: `Piestātne ${String.fromCharCode(64 + number)}` }),
  open: number % 2 === 0,
  fee: `${number}.50`,
  built: `20${String(10 + number)}-06-01`,
  checked: '2026-03-01T10:00:00+02:00',
  depths: [
    { metres: `${number}.25`, side: 'N' },
    { metres: '1', side: 'S' },
  ],
});
const change = (upsert: object) => ({ upsert });
await acceptRecords(context, PIERS, {
  changes: Array.from({ length: 10 }, (_, index) => change(pier(index + 1))),
  allOrNothing: true,
});
await acceptRecords(context, LICENCES, {
  changes: ['32000000001', '320000-00002'].flatMap((personCode) =>
    ['A', 'B', 'C'].map((number) =>
      change(
        licence({
          personCode,
          number,
          fee: '1.50',
          companions: [{ nickname: `Asaris ${number}` }],
        }),
      ),
    ),
  ),
  allOrNothing: true,
});
const server = await testServer(context);
afterAll(() => server.close());

const ROOT = '/exchange/v1/odata/vejaine-piers/1';
const LICENCES_ROOT = '/exchange/v1/odata/vejaine-licences/1';

interface Asked {
  headers?: Record<string, string>;
  body?: string | object;
}

async function ask(path: string, { headers, body }: Asked = {}) {
  const isText = typeof body === 'string';
  const response = await fetch(`${server.baseUrl}${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: isText ? body : JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${keyText}`,
      ...(body === undefined ? {} : { 'content-type': isText ? 'text/plain' : 'application/json' }),
      ...headers,
    },
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : undefined,
  };
}

/** The query with its values encoded as clients do. */
const query = (options: Record<string, string>) =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

async function numbers(options: Record<string, string>): Promise<number[]> {
  const { json, text } = await ask(`${ROOT}/Records?${query(options)}`);
  if (!json.value) throw new Error(text);
  return json.value.map(({ number }: { number: number }) => number);
}

test('a data set describes itself', async () => {
  const service = await ask(ROOT);
  expect(service.headers.get('odata-version')).toBe('4.01');
  expect(service.json).toEqual({
    '@odata.context': `${ROOT}/$metadata`,
    value: [{ name: 'Records', kind: 'EntitySet', url: 'Records' }],
  });
  expect((await ask(`${ROOT}/`)).json).toEqual(service.json);
  const xml = await ask(`${ROOT}/$metadata`);
  expect(xml.headers.get('content-type')).toContain('application/xml');
  expect(xml.text).toContain('<Property Name="number" Type="Edm.Int64" Nullable="false">');
  expect(xml.text).toContain('String="Numurs / Number &lt;1&gt;"');
  expect(xml.text).toContain(
    '<Property Name="depths" Type="Collection(vejaine_piers_1.Record_depths)" Nullable="false"/>',
  );
  const json = await ask(`${ROOT}/$metadata?$format=json`);
  expect(json.json.vejaine_piers_1).toMatchObject({
    Record: { $Kind: 'EntityType', $Key: ['number'], fee: { $Type: 'Edm.Decimal' } },
    Record_depths: { $Kind: 'ComplexType', side: { $Nullable: true } },
    Container: { Records: { $Collection: true, $Type: 'vejaine_piers_1.Record' } },
  });
});

test('numbers keep all of their digits, as numbers or as texts', async () => {
  const one = await ask(`${ROOT}/Records?$filter=number%20eq%201`);
  expect(one.text).toContain('"fee":1.50,');
  expect(one.json.value[0]).toMatchObject({ checked: '2026-03-01T08:00:00.000Z', open: false });
  const exact = { accept: 'application/json;IEEE754Compatible=true;odata.metadata=none' };
  const other = await ask(`${ROOT}/Records?$filter=number%20eq%201`, { headers: exact });
  expect(other.text).toContain('"fee":"1.50",');
  expect(other.json).not.toHaveProperty('@odata.context');
});

test.each<[options: Record<string, string>, expected: number[]]>([
  [{ $filter: 'fee gt 8.5', $orderby: 'number' }, [9, 10]],
  [{ $filter: "contains(name,'tne C') or name eq null", $orderby: 'number desc' }, [8, 4, 3]],
  [{ $filter: 'depths/any(d:d/metres ge 9)', $orderby: 'fee' }, [9, 10]],
  [{ $filter: 'year(built) in (2012,2013)', $orderby: 'open,number' }, [3, 2]],
  [{ filter: 'number lt @most', '@most': '3 add 1', orderby: 'number' }, [1, 2, 3]],
  [{ $orderby: 'name desc', $top: '2', $skip: '1' }, [9, 7]],
  [{ $orderby: 'name,number', $top: '3' }, [4, 8, 1]],
  [
    { $search: '"Piestātne b" OR (piestātne AND NOT a)', $orderby: 'number' },
    [2, 3, 5, 6, 7, 9, 10],
  ],
  [{ $compute: 'fee mul 2 as twice', $filter: 'twice gt 18', $orderby: 'twice desc' }, [10, 9]],
  [{ $filter: 'number eq 7' }, [7]],
  [{ $filter: 'number in (7,3,99)', $orderby: 'number' }, [3, 7]],
  [{ $top: '0' }, []],
])('%o finds %o', async (options, expected) => {
  expect(await numbers(options)).toEqual(expected);
});

test('what is shown is selected, computed and cut, rows of lists too', async () => {
  const shape = {
    $filter: 'number eq 5',
    $compute: "concat(name,'!') as loud",
    $select: 'number,loud,depths($filter=metres gt 1;$select=metres;$count=true)',
  };
  expect((await ask(`${ROOT}/Records?${query(shape)}`)).json.value).toEqual([
    {
      '@odata.etag': expect.any(String),
      ...{ number: 5, loud: 'Piestātne E!' },
      ...{ 'depths@odata.count': 1, depths: [{ metres: 5.25 }] },
    },
  ]);
  const expanded = {
    $filter: 'number eq 5',
    $select: 'number',
    $expand: 'depths($orderby=metres;$top=1)',
  };
  expect((await ask(`${ROOT}/Records?${query(expanded)}`)).json.value).toMatchObject([
    { number: 5, depths: [{ metres: 1, side: 'S' }] },
  ]);
  const paths = { $filter: 'number eq 5', $select: 'depths/side' };
  expect((await ask(`${ROOT}/Records?${query(paths)}`)).json.value).toEqual([
    { '@odata.etag': expect.any(String), depths: [{ side: 'N' }, { side: 'S' }] },
  ]);
});

/** All pages that follow a first one. */
async function pagesFrom(path: string, asked: Asked = {}) {
  const pages: { number: number }[][] = [];
  let next: string | undefined = path;
  let last: { [name: string]: unknown } = {};
  while (next !== undefined && pages.length < 20) {
    const { json, text } = await ask(next, asked);
    if (!json.value) throw new Error(text);
    pages.push(json.value);
    last = json;
    next = json['@odata.nextLink'];
  }
  return { pages, last };
}

test.each([
  'number',
  'name',
  'name desc',
  'open,name desc',
  'open desc,name',
  'fee desc',
  'length(name),number desc',
])('pages by %s follow each other without a gap', async ($orderby) => {
  const whole = await numbers({ $orderby });
  const first = `${ROOT}/Records?${query({ $orderby, $count: 'true' })}`;
  const { pages, last } = await pagesFrom(first, { headers: { prefer: 'odata.maxpagesize=3' } });
  expect(pages.map((page) => page.length)).toEqual([3, 3, 3, 1]);
  expect(pages.flat().map(({ number }) => number)).toEqual(whole);
  expect(last).toMatchObject({ '@odata.count': 10 });
});

test('$top is kept over pages, and a page goes on with the same question alone', async () => {
  const headers = { prefer: 'maxpagesize=3' };
  const { pages } = await pagesFrom(`${ROOT}/Records?$top=5&$skip=1`, { headers });
  expect(pages.map((page) => page.length)).toEqual([3, 2]);
  const first = await ask(`${ROOT}/Records?$top=5`, { headers });
  expect(first.headers.get('preference-applied')).toBe('maxpagesize=3');
  const next: string = first.json['@odata.nextLink'];
  const other = await ask(next.replace('top=5', 'top=6'));
  expect(other.json).toMatchObject({ status: 400, code: 'odata-token-invalid' });
  const made = await ask(`${ROOT}/Records?$skiptoken=AAAA`);
  expect(made.json).toMatchObject({ code: 'odata-token-invalid' });
});

test('what is large is compressed on request', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  const compute = Array.from({ length: 40 }, (_, index) => `concat(name,'${index}') as c${index}`);
  const { json, headers: heads } = await ask(
    `${ROOT}/Records?${query({ $compute: `${compute}` })}`,
    {
      headers,
    },
  );
  expect(heads.get('content-encoding')).toBe('gzip');
  expect(json.value).toHaveLength(10);
});

test('counts are numbers and nothing else', async () => {
  const all = await ask(`${ROOT}/Records/$count`);
  expect([all.text, all.headers.get('content-type')]).toEqual(['10', 'text/plain; charset=utf-8']);
  expect((await ask(`${ROOT}/Records/$count?$filter=open`)).text).toBe('5');
});

test('one record is found by its open key, once for each ETag', async () => {
  const one = await ask(`${ROOT}/Records(7)?$select=name`);
  expect(one.json).toEqual({
    '@odata.context': `${ROOT}/$metadata#Records/$entity`,
    name: 'Piestātne G',
  });
  const named = await ask(`${ROOT}/Records(number=7)`);
  const etag = named.headers.get('etag') ?? '';
  const again = await ask(`${ROOT}/Records(7)`, { headers: { 'if-none-match': etag } });
  expect([again.status, again.text]).toEqual([304, '']);
  expect((await ask(`${ROOT}/Records(77)`)).json.code).toBe('record-unknown');
  expect((await ask(`${ROOT}/Records('7')`)).json.code).toBe('record-keys-wrong');
  expect((await ask(`${ROOT}/Pages(7)`)).status).toBe(404);
  const personal = await ask(`${LICENCES_ROOT}/Records(personCode='320000-00001',number='A')`);
  expect(personal.json.code).toBe('personal-field-in-address');
});

test('a delta link tells what changed of what was asked for', async () => {
  const asked = query({ $filter: 'open', $select: 'number,name' });
  const headers = { prefer: 'odata.track-changes, maxpagesize=2' };
  const { last, pages } = await pagesFrom(`${ROOT}/Records?${asked}`, { headers });
  expect(pages.flat()).toHaveLength(5);
  const link = String(last['@odata.deltaLink']);
  expect((await ask(link)).json.value).toEqual([]);
  await acceptRecords(context, PIERS, {
    changes: [
      change({ ...pier(2), name: 'Vecā' }),
      change({ ...pier(2), name: 'Jaunā' }),
      change({ ...pier(4), open: false }),
      change({ ...pier(5), name: 'Slēgtā' }),
      { delete: { number: 6 } },
      change({ ...pier(11), open: true }),
    ],
    allOrNothing: true,
  });
  const delta = await ask(link);
  expect(delta.json).toMatchObject({ '@odata.context': `${ROOT}/$metadata#Records/$delta` });
  expect(delta.json.value).toEqual([
    { '@odata.etag': expect.any(String), number: 2, name: 'Jaunā' },
    { '@removed': { reason: 'changed' }, number: 4 },
    { '@removed': { reason: 'changed' }, number: 5 },
    { '@removed': { reason: 'deleted' }, number: 6 },
    { '@odata.etag': expect.any(String), number: 11, name: 'Piestātne K' },
  ]);
  expect((await ask(delta.json['@odata.deltaLink'])).json.value).toEqual([]);
});

test('what is personal is asked for in a body, by its key', async () => {
  const filter = "personCode eq '320000-00001' and startswith(number,'A')";
  const inAddress = await ask(`${LICENCES_ROOT}/Records?${query({ $filter: filter })}`);
  expect(inAddress.json).toMatchObject({ status: 400, code: 'personal-field-in-address' });
  const found = await ask(`${LICENCES_ROOT}/Records/$query`, { body: `$filter=${filter}` });
  expect(found.json.value).toMatchObject([{ personCode: '320000-00001', number: 'A' }]);
  const more = {
    $filter:
      "personCode in ('32000000001','320000-00002') and companions/any(c:endswith(c/nickname,'B'))",
    $orderby: 'personCode desc',
    $select: 'personCode,number',
    $count: 'true',
  };
  const both = await ask(`${LICENCES_ROOT}/Records/$query`, { body: more });
  expect(both.json).toMatchObject({
    '@odata.count': 2,
    value: [
      { personCode: '320000-00002', number: 'B' },
      { personCode: '320000-00001', number: 'B' },
    ],
  });
  const paged = { body: { $filter: "personCode eq '320000-00001'", $orderby: 'number desc' } };
  const { pages } = await pagesFrom(`${LICENCES_ROOT}/Records/$query`, {
    ...paged,
    headers: { prefer: 'maxpagesize=2' },
  });
  expect(pages.map((page) => page.map(({ number }) => number))).toEqual([['C', 'B'], ['A']]);
  const hidden = await ask(`${LICENCES_ROOT}/Records/$query`, {
    body: "$filter=companions/any(c:c/nickname eq 'Asaris A')",
  });
  expect(hidden.json).toMatchObject({ status: 422, code: 'odata-personal-unfindable' });
  const stray = await ask(`${LICENCES_ROOT}/Records/$query?$filter=true`, { body: '' });
  expect(stray.json).toMatchObject({ code: 'odata-option-unknown' });
});

test.each<[path: string, status: number, code: string, more: object]>([
  ['?$filter=nunber%20eq%201', 400, 'odata-field-unknown', { suggestion: 'number' }],
  ['?$filter=number%20eq', 400, 'odata-malformed', { option: '$filter', at: 9 }],
  ["?$filter=name%20eq%20'%C5%AB'%20and", 400, 'odata-malformed', { option: '$filter', at: 15 }],
  ['?$fliter=true', 400, 'odata-option-unknown', { suggestion: '$filter' }],
  ['?$top=1&$top=2', 400, 'odata-option-twice', { option: '$top' }],
  ['?$apply=aggregate($count%20as%20c)', 501, 'odata-not-supported', { what: '$apply' }],
  ['?$select=nothing', 400, 'odata-field-unknown', { option: '$select' }],
  ['?$select=depths($filter=metres%20eq%20%27a%27)', 400, 'odata-type-wrong', {}],
  ['?$expand=Nothing', 400, 'odata-field-unknown', {}],
  ['?$at=2026-01-01', 501, 'odata-not-supported', { what: '$at' }],
  ['?$filter=fee%20gt%20$root/Records(1)/fee', 501, 'odata-not-supported', { what: '$root' }],
  ['?$orderby=depths', 501, 'odata-not-supported', {}],
  ['?$format=atom', 406, 'odata-format-unknown', {}],
  ['?$filter=%FF', 400, 'odata-malformed', {}],
  [`?$filter=${'('.repeat(500)}`, 400, 'odata-too-deep', {}],
  ["?$filter=matchesPattern(name,'(a%2B)%2B')", 400, 'odata-pattern-unsafe', {}],
  [
    "?$filter=built%20add%20duration'P9999999D'%20mul%209999999%20gt%202026-01-01",
    422,
    'odata-not-computable',
    {},
  ],
])('Records%s is refused', async (path, status, code, more) => {
  const refused = await ask(`${ROOT}/Records${path}`);
  expect(refused.json).toMatchObject({ status, code, ...more, error: { code } });
  expect(refused.headers.get('odata-version')).toBe('4.01');
});

test('who reads pages while others write gets what stays once, and nothing twice', async () => {
  const before = await numbers({ $orderby: 'fee' });
  const [first = 0, second = 0, ...rest] = before;
  const options = { headers: { prefer: 'maxpagesize=2' } };
  const page = await ask(`${ROOT}/Records?$orderby=fee`, options);
  expect(page.json.value.map(({ number }: { number: number }) => number)).toEqual([first, second]);
  const last = rest.at(-1) ?? 0;
  await acceptRecords(context, PIERS, {
    changes: [
      { delete: { number: first } },
      { delete: { number: last } },
      change({ ...pier(1), number: 101, fee: '0.01' }),
      change({ ...pier(1), number: 102, fee: '99.00' }),
    ],
    allOrNothing: true,
  });
  const { pages } = await pagesFrom(page.json['@odata.nextLink'], options);
  const told = pages.flat().map(({ number }) => number);
  expect(told).toEqual([...rest.filter((number) => number !== last), 102]);
});

test('a client that knows only an older OData is told so', async () => {
  const refused = await ask(`${ROOT}/Records`, { headers: { 'odata-maxversion': '3.0' } });
  expect(refused.json).toMatchObject({ code: 'odata-version-unknown' });
});
