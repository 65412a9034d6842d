import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { getVersion } from '../data-sets/get-version.ts';
import { defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext } from '../testing/exchange-context.ts';
import { givePermission } from '../testing/give-permission.ts';
import { collectOptions } from './query/option-texts.ts';
import { type AskedHow, listEntities } from './serving/list-entities.ts';

const BUOYS = { code: 'vejaine-buoys', version: 1 };
const RECORDS = 6_000;
const TEXT = `
code: vejaine-buoys
name: { lv: Bojas, en: Buoys }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: colour, class: none, indexed: true }
  - { name: depth, type: decimal, class: none, indexed: true }
  - { name: laid, type: day, class: none, indexed: true }
  - { name: lit, type: boolean, class: none, indexed: true }
  - { name: note, class: none }
`;

const HOW: AskedHow = {
  ...{ by: 'address', pageSize: 50, isSlowAllowed: false, tracksChanges: false },
  shown: { exactAsText: true },
};

/** Buoys as if there were very many: the planner and its threshold are told so. */
async function buoys(): Promise<TestContext> {
  const context = await exchangeContext();
  await defineDataSet(context, { file: 'buoys.yaml', text: TEXT });
  const { id } = await getVersion(context, BUOYS);
  await context.adminDb.query(
    `insert into exchange.records_${id}
       (version_id, key_hash, position, content_hash, content, changed_at)
     select $1::integer, decode(md5(number::text), 'hex'), number, '\\x00',
       jsonb_build_object('number', number, 'colour', 'c' || number, 'depth', number::text || '.5',
         'laid', '2026-01-01', 'lit', number % 1000 = 0, 'note', repeat('n', 200) || number),
       now()
     from generate_series(1, ${RECORDS}) number`,
    [id],
  );
  await context.adminDb.query(`analyze exchange.records_${id}`);
  await context.adminDb.query(
    'update exchange.heads set records = 1000000 where version_id = $1::integer',
    [id],
  );
  return context;
}

const context = await buoys();

async function find(options: Record<string, string>, how: Partial<AskedHow> = {}) {
  const texts = collectOptions(Object.entries(options));
  return await listEntities(context, BUOYS, { texts, how: { ...HOW, ...how } });
}

test.each<[name: string, options: Record<string, string>, found: number]>([
  ['a text', { $filter: "colour eq 'c77'" }, 1],
  ['texts', { $filter: "colour in ('c7','c8','none')" }, 2],
  ['a number', { $filter: 'depth eq 12.50' }, 1],
  ['a range', { $filter: 'depth ge 10 and depth lt 12' }, 2],
  ['a rare boolean', { $filter: 'lit' }, 6],
  ['a rest beside it', { $filter: "depth lt 20 and contains(note,'n1')" }, 11],
  ['a key', { $filter: "number eq 5 and contains(note,'n')" }, 0],
  ['an order', { $orderby: 'depth desc', $top: '3' }, 3],
  ['no condition', { $top: '10' }, 10],
])('an index serves %s', async (_name, options, found) => {
  expect((await find(options)).value).toHaveLength(found);
});

test.each<[name: string, options: Record<string, string>]>([
  ['a text that none is for', { $filter: "note eq 'n'" }],
  ['a part of a text', { $filter: "contains(colour,'7')" }],
  ['a search', { $search: 'c77' }],
  ['an order', { $orderby: 'note' }],
  ['an order beside a condition', { $orderby: 'depth', $filter: "endswith(note,'77')" }],
])('no index serves %s, unless slowness is allowed', async (_name, options) => {
  await expect(find(options)).rejects.toMatchObject({
    code: 'odata-too-slow',
    details: { cost: expect.any(Number), records: 1_000_000 },
  });
  expect((await find(options, { isSlowAllowed: true })).value).toBeInstanceOf(Array);
});

test.each(['depth', 'depth desc', 'colour desc'])(
  'pages by %s are ranges of the index',
  async ($orderby) => {
    const numbers: unknown[] = [];
    let token: string | undefined;
    for (let page = 0; page < 4; page += 1) {
      const options = { $orderby, ...(token === undefined ? {} : { $skiptoken: token }) };
      const { value, next } = await find(options);
      numbers.push(...value.map(({ number }) => number));
      token = next;
    }
    expect(new Set(numbers).size).toBe(200);
  },
);

test('an indexed text is short, and indexes follow the definition', async () => {
  const upsert = { number: 1_000_000, colour: 'c'.repeat(201) };
  const sent = { changes: [{ upsert }], allOrNothing: true };
  await expect(acceptRecords(context, BUOYS, sent)).rejects.toMatchObject({
    code: 'records-refused',
  });
  const { id } = await getVersion(context, BUOYS);
  const indexes = async () => {
    const rows = await context.adminDb.query<{ indexdef: string }>(
      `select indexdef from pg_indexes
       where schemaname = 'exchange' and tablename = $1 and indexname like '%\\_by\\_%'`,
      [`records_${id}`],
    );
    return rows.map(({ indexdef }) => /'(\w+)'/.exec(indexdef)?.[1]).sort();
  };
  expect(await indexes()).toEqual(['colour', 'depth', 'laid', 'lit']);
  const fewer = TEXT.replace(
    'name: lit, type: boolean, class: none, indexed: true',
    'name: lit, type: boolean, class: none',
  );
  await defineDataSet(context, { file: 'buoys.yaml', text: fewer });
  expect(await indexes()).toEqual(['colour', 'depth', 'laid']);
});

test('a permission that ends between two pages is refused', async () => {
  const { number: permission, reader } = await givePermission(
    context,
    { validUntil: '2026-03-11', fields: ['colour'] },
    { dataSet: BUOYS.code },
  );
  const name = { ...BUOYS, permission };
  const page = async (options: Record<string, string>) =>
    await listEntities({ ...reader, clock: context.clock }, name, {
      texts: collectOptions(Object.entries(options)),
      how: { ...HOW, pageSize: 2 },
    });
  const { next, value } = await page({});
  expect(Object.keys(value[0] ?? {})).toEqual(['@odata.etag', 'number', 'colour']);
  await expect(page({ $orderby: 'depth' })).rejects.toMatchObject({ code: 'odata-field-unknown' });
  await expect(page({ $search: 'c7' })).rejects.toMatchObject({
    ...{ code: 'odata-too-slow', details: {} },
  });
  context.clock.set('2026-03-12T10:00:00Z');
  await expect(page({ $skiptoken: next ?? '' })).rejects.toMatchObject({
    code: 'permission-not-in-force',
  });
});
