import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext } from '../testing/exchange-context.ts';
import { givePermission } from '../testing/give-permission.ts';
import { newSystem } from '../testing/systems.ts';
import {
  type Answer,
  type Asking,
  type Told,
  WAYS_OF_READING,
} from '../testing/ways-of-reading.ts';
import type { RowFilter, Terms } from './terms.ts';

const RUNS = Number(process.env.FC_RUNS ?? 6);
const FERRY = 'vejaines-pramis';
const KEY_FIELDS = ['pier', 'place'];

const boats = (code: string) => `
code: ${code}
name: { lv: Laivas, en: Boats }
institution: m-0099000
key: [pier, place]
lookup: [pier]
recordVersion: stamp
fields:
  - { name: pier, class: none }
  - { name: place, type: integer, class: none }
  - { name: stamp, type: integer, class: none, required: true }
  - { name: territory, class: pseudonymous }
  - { name: rigging, class: none }
  - { name: boatLabel, class: none }
  - { name: helmsman, type: personal-code, class: personal }
  - { name: skipperName, class: personal }
  - { name: ailment, class: special }
  - { name: trips, list: [{ name: harbour, class: none }, { name: passenger, class: personal }] }
  - { name: crew, list: [{ name: nickname, class: none }, { name: berth, class: none }] }
`;

const PATHS = [
  ...['stamp', 'territory', 'rigging', 'boatLabel', 'helmsman', 'skipperName', 'ailment'],
  ...['trips', 'trips.harbour', 'trips.passenger', 'crew', 'crew.nickname', 'crew.berth'],
];
const NAMES = [...new Set(PATHS.flatMap((path) => path.split('.')))];

type PlainRecord = Record<string, unknown>;
interface Operation {
  pier: string;
  place: number;
  gone: boolean;
  territory: string | undefined;
  rigging: string;
  /** Which of the other fields the record has. */
  has: boolean[];
}

const operation: fc.Arbitrary<Operation> = fc.record({
  pier: fc.constantFrom('north', 'south'),
  place: fc.integer({ min: 1, max: 3 }),
  gone: fc.boolean(),
  territory: fc.constantFrom('0010', '0020', undefined),
  rigging: fc.constantFrom('sloop', 'ketch'),
  has: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});
const rowFilter: fc.Arbitrary<RowFilter> = fc.oneof(
  fc.constant({ field: 'territory', profile: 'territory' as const }),
  fc.record({
    field: fc.constant('territory'),
    values: fc.uniqueArray(fc.constantFrom('0010', '0020'), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('rigging'),
    values: fc.constantFrom('sloop', 'ketch').map((one) => [one]),
  }),
  fc.record({
    field: fc.constant('place'),
    values: fc.constantFrom('1', '3').map((one) => [one, '2']),
  }),
);
const permission = fc.record({
  fields: fc.oneof(
    { weight: 1, arbitrary: fc.constant('all' as const) },
    { weight: 5, arbitrary: fc.uniqueArray(fc.constantFrom(...PATHS), { minLength: 1 }) },
  ),
  rows: fc.array(rowFilter, { maxLength: 2 }),
});

/** Texts that occur once in the whole world, so that each is found wherever it gets. */
function recordOf(operation: Operation, stamp: number): PlainRecord {
  const { pier, place, territory, rigging, has } = operation;
  const [label, helmsman, name, ailment, trips, crew] = has;
  const mark = (what: string) => `${what}~${stamp}~`;
  return {
    ...{ pier, place, stamp, rigging },
    ...(territory ? { territory } : {}),
    ...(label ? { boatLabel: mark('label') } : {}),
    ...(helmsman ? { helmsman: `320000-${10_000 + stamp}` } : {}),
    ...(name ? { skipperName: mark('name') } : {}),
    ...(ailment ? { ailment: mark('ailment') } : {}),
    ...(trips ? { trips: [{ harbour: mark('harbour'), passenger: mark('passenger') }] } : {}),
    ...(crew ? { crew: [{ nickname: mark('nick') }, { berth: mark('berth') }] } : {}),
  };
}

/** What a permission lets see of a record, said once more and otherwise than in the program. */
function seen(record: PlainRecord, fields: Terms['fields']): PlainRecord {
  const isSeen = (path: string) =>
    fields === 'all' || KEY_FIELDS.includes(path) || fields.includes(path);
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      if (isSeen(name)) return [[name, value]];
      const inner = PATHS.filter((path) => path.startsWith(`${name}.`) && isSeen(path));
      if (!Array.isArray(value) || inner.length === 0) return [];
      const rows = value.map((row: PlainRecord) =>
        Object.fromEntries(
          Object.entries(row).filter(([field]) => inner.includes(`${name}.${field}`)),
        ),
      );
      return [[name, rows]];
    }),
  );
}

function isAmong(record: PlainRecord, rows: readonly RowFilter[], territory: string): boolean {
  return rows.every((row) => {
    const wanted = 'values' in row ? row.values : [territory];
    return record[row.field] !== undefined && wanted.includes(String(record[row.field]));
  });
}

/** Whatever a form makes of them: lists as JSON, numbers as texts. */
function plain(records: readonly PlainRecord[]): string[] {
  const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : `${value}`);
  return records
    .map((record) =>
      JSON.stringify(
        Object.entries(record)
          .map(([k, v]) => [k, text(v)])
          .sort(),
      ),
    )
    .sort();
}

const marksIn = (value: unknown) =>
  new Set(JSON.stringify(value).match(/\w+~\d+~|320000-\d{5}/g) ?? []);

const context = await exchangeContext();
const { keyText } = await newSystem(context, FERRY, 'ferry');
await context.adminDb.query(
  `update persons.organisations set territory = '0010' where code = 'vejaines-pramis'`,
);
const server = await testServer(context);
afterAll(() => server.close());

function askingBy(number: string, keyText: string): Asking['ask'] {
  return async (method, path, { body, accept, prefer } = {}): Promise<Answer> => {
    const response = await fetch(`${server.baseUrl}/exchange/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keyText}`,
        'x-koplieta-permission': number,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accept === undefined ? {} : { accept }),
        ...(prefer === undefined ? {} : { prefer }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const heads = JSON.stringify([...response.headers]);
    const json = () => JSON.parse(bytes.toString()) as PlainRecord;
    return { status: response.status, text: `${heads}\n${bytes}`, bytes, json };
  };
}

interface World {
  asking: Asking;
  fields: Terms['fields'];
  /** Records that may be seen now, and all that could be seen at some time. */
  now: PlainRecord[];
  ever: PlainRecord[];
  /** Keys that are among the rows by themselves: a deletion of what never was may be told. */
  amongKeys: PlainRecord[];
  /** All that were ever written. */
  written: PlainRecord[];
}

let worlds = 0;

async function makeWorld(
  batches: readonly (readonly Operation[])[],
  { fields, rows }: Pick<Terms, 'fields' | 'rows'>,
): Promise<World> {
  worlds += 1;
  const version = { code: `vejaine-boats-${worlds}`, version: 1 };
  await defineDataSet(context, { file: 'boats.yaml', text: boats(version.code) });
  const state = new Map<string, PlainRecord>();
  const written: PlainRecord[] = [];
  for (const batch of batches) {
    const changes = batch.map((one) => {
      const { pier, place } = one;
      const stamp = written.length + 1 + worlds * 100;
      const record = recordOf(one, stamp);
      written.push(record);
      if (one.gone) state.delete(`${pier}${place}`);
      else state.set(`${pier}${place}`, record);
      return one.gone ? { delete: { pier, place, stamp } } : { upsert: record };
    });
    if (changes.length > 0) await acceptRecords(context, version, { changes, allOrNothing: true });
  }
  const { number } = await givePermission(
    context,
    { fields, rows },
    { dataSet: version.code, holder: FERRY },
  );
  const gone = new Set(batches.flat().flatMap((one, place) => (one.gone ? [place] : [])));
  const among = (records: readonly PlainRecord[]) =>
    records.filter((record) => isAmong(record, rows, '0010')).map((one) => seen(one, fields));
  const keys = [...new Set(written.map(({ pier, place }) => JSON.stringify({ pier, place })))];
  return {
    asking: {
      ...{ version, permission: number, keyFields: KEY_FIELDS },
      keys: keys.map((key) => JSON.parse(key) as PlainRecord),
      ask: askingBy(number, keyText),
    },
    fields,
    now: among([...state.values()]),
    ever: among(written.filter((_, place) => !gone.has(place))),
    amongKeys: among(written.map(({ pier, place }) => ({ pier, place }))),
    written,
  };
}

function expectNothingOutside(
  { text, mentioned = [] }: Told,
  allowed: PlainRecord[],
  world: World,
) {
  const marks = marksIn(allowed);
  const outside = [...marksIn(world.written)].filter((mark) => !marks.has(mark));
  expect(outside.filter((mark) => text.includes(mark))).toEqual([]);
  expect(hiddenNames(world).filter((name) => text.includes(name))).toEqual([]);
  const known = new Set(
    [...allowed, ...world.amongKeys].map(({ pier, place }) => `${pier} ${place}`),
  );
  expect(mentioned.filter(({ pier, place }) => !known.has(`${pier} ${place}`))).toEqual([]);
}

function hiddenNames({ fields }: World): string[] {
  if (fields === 'all') return [];
  return NAMES.filter(
    (name) =>
      !fields.some(
        (path) =>
          path.split('.').includes(name) ||
          PATHS.some((inner) => inner.startsWith(`${path}.`) && inner.endsWith(`.${name}`)),
      ),
  );
}

test('whatever a permission says, nothing outside it leaves and everything inside does', async () => {
  const batch = fc.array(operation, { minLength: 1, maxLength: 4 });
  const batches = fc.array(batch, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(batches, permission, async (operations, terms) => {
      const world = await makeWorld(operations, terms);
      for (const way of WAYS_OF_READING) {
        const told = await way.read(world.asking).catch((error: Error) => {
          throw new Error(`${way.name}: ${error.message}`, { cause: error });
        });
        expect(plain(told.records), way.name).toEqual(plain(world.now));
        const allowed = way.tells === 'state' ? world.now : world.ever;
        expectNothingOutside(told, allowed, world);
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('a field outside is refused in the same words as one that does not exist', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 1, maxLength: 3 }),
      permission,
      async (batch, terms) => {
        const world = await makeWorld([batch], terms);
        const { asking } = world;
        const { code } = asking.version;
        const key = asking.keys[0] ?? {};
        for (const hidden of hiddenNames(world)) {
          for (const attempt of [
            (name: string) =>
              asking.ask('POST', `/data-sets/${code}/1/by-key`, {
                body: { keys: [{ ...key, [name]: 'x' }] },
              }),
            (name: string) =>
              asking.ask('GET', `/data-sets/${code}/1/record?pier=north&place=1&${name}=x`),
            ...['$filter=NAME%20eq%20null', '$orderby=NAME', '$select=NAME', '$expand=NAME'].map(
              (query) => (name: string) =>
                asking.ask('GET', `/odata/${code}/1/Records?${query.replace('NAME', name)}`),
            ),
            (name: string) =>
              asking.ask('POST', '/mailboxes', {
                body: {
                  dataSet: asking.version,
                  permission: asking.permission,
                  filter: [{ field: name, values: ['x'] }],
                },
              }),
          ]) {
            const [of, none] = [await attempt(hidden), await attempt('nowhere')];
            const said = (answer: Answer, name: string) => {
              const { requestId: _, ...rest } = answer.json();
              return JSON.stringify(rest).replaceAll(name, 'name');
            };
            expect(of.status).toBeGreaterThanOrEqual(400);
            expect(said(of, hidden)).toBe(said(none, 'nowhere'));
          }
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('an ETag follows what is seen, and nothing else', async () => {
  const one: Operation = {
    ...{ pier: 'north', place: 1, gone: false, territory: '0010', rigging: 'sloop' },
    has: [true, true, true, true, true, true],
  };
  const { asking } = await makeWorld([[one]], { fields: ['boatLabel'], rows: [] });
  const path = `/data-sets/${asking.version.code}/1/record?pier=north&place=1`;
  const tag = async () => /"etag","(.*?)"\]/.exec((await asking.ask('GET', path)).text)?.[1];
  const write = async (upsert: PlainRecord) =>
    await acceptRecords(context, asking.version, { changes: [{ upsert }], allOrNothing: true });
  const record = recordOf(one, worlds * 100 + 1);
  const first = await tag();
  expect(first).toBeTruthy();
  await write({ ...record, stamp: worlds * 100 + 2, ailment: 'another' });
  expect(await tag()).toBe(first);
  await write({ ...record, stamp: worlds * 100 + 3, boatLabel: 'another' });
  expect(await tag()).not.toBe(first);
});
