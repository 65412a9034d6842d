import { expect, inject, test } from 'vitest';
import { asAdmin } from '../../../platform/database/prepare-database.ts';
import { defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { exchangeContext } from '../testing/exchange-context.ts';
import { givePermission } from '../testing/give-permission.ts';
import { collectOptions } from './query/option-texts.ts';
import { countEntitiesOf, listEntities } from './serving/list-entities.ts';

const LOCKS = { code: 'vejaine-locks', version: 1 };
const TEXT = `
code: vejaine-locks
name: { lv: Slūžas, en: Locks }
institution: m-0099000
key: [number]
fields:
  - { name: number, type: integer, class: none }
  - { name: river, class: none, required: true }
  - { name: built, type: day, class: none }
  - { name: days, type: integer, class: none }
`;
const RIVERS = Array.from({ length: 30 }, (_, place) => `river-${place}`);
/** Of the records outside one lies beyond the calendar. */
const LATER = "built add duration'P1D' mul days";

const context = await exchangeContext();
await defineDataSet(context, { file: 'locks.yaml', text: TEXT });
const lock = { built: '2026-01-01', days: 1 };
await acceptRecords(context, LOCKS, {
  changes: [
    { upsert: { ...lock, number: 0, river: 'elsewhere', days: 99_999_999_999 } },
    ...RIVERS.map((river, place) => ({ upsert: { ...lock, number: place + 1, river } })),
  ],
  allOrNothing: true,
});
// As if it were dear to look at the rows: the database would rather do all else first.
const [{ name = '' } = {}] = await context.adminDb.query<{ name: string }>(
  'select current_database() as name',
);
const url = new URL(inject('testDatabase').adminUrl);
url.pathname = name;
await asAdmin(url.href, (client) =>
  client.query('alter function pg_catalog.texteq(text, text) cost 10000'),
);
const { number: permission, reader } = await givePermission(
  context,
  { fields: ['number', 'built', 'days'], rows: [{ field: 'river', values: RIVERS }] },
  { dataSet: LOCKS.code },
);

async function find(options: Record<string, string>, asking = reader) {
  return await listEntities(asking, asking === reader ? { ...LOCKS, permission } : LOCKS, {
    texts: collectOptions(Object.entries(options)),
    how: {
      ...{ by: 'address', pageSize: 20, isSlowAllowed: false, tracksChanges: false },
      shown: { exactAsText: true },
    },
  });
}

test.each<[name: string, options: Record<string, string>]>([
  ['a condition', { $filter: `${LATER} gt 2026-01-01` }],
  ['a condition beside another', { $filter: `number ge 0 and not (${LATER} lt 2026-01-02)` }],
  ['an order, and where the next page begins', { $orderby: LATER }],
])('%s says nothing of records outside of the rows', async (_name, options) => {
  await expect(find(options, context)).rejects.toMatchObject({ code: 'odata-not-computable' });
  const counted = { ...options, $count: 'true' };
  const first = await find(counted);
  expect(first.count).toBe(30);
  expect((await find({ ...counted, $skiptoken: first.next ?? '' })).value).toHaveLength(10);
});

test('nor does a number of records', async () => {
  const texts = collectOptions([['$filter', `${LATER} gt 2026-01-01`]]);
  const how = { by: 'address', isSlowAllowed: false } as const;
  const { count } = await countEntitiesOf(reader, { ...LOCKS, permission }, { texts, how });
  expect(count).toBe(30);
});
