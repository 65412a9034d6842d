import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { defineDataSet } from '../index.ts';
import { changeRows, exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { LICENCES_TEXT, licencesWith } from '../testing/licences.ts';
import { acceptRecords } from './accept-records.ts';
import { confirmUpload, refuseUpload } from './decide-upload.ts';
import { selectSpreadLines } from './sql/select-spread-lines.ts';
import { describeUpload, takeUpload } from './take-upload.ts';

type Records = Record<string, unknown>[];

const HELD = 40;
const UNVERSIONED = LICENCES_TEXT.replace('recordVersion: revision\n', '');

/** Forty licences with a fee, some of them otherwise. */
function licences(change: (index: number) => Record<string, unknown> = () => ({})): Records {
  return Array.from({ length: HELD }, (_, index) =>
    licence({ number: `L-${index}`, fee: '2.00', ...change(index) }),
  );
}

const otherwise = (count: number, change: Record<string, unknown>) =>
  licences((index) => (index < count ? { revision: 2, ...change } : {}));

/** So many licences, the first of them otherwise. */
const few = (count: number, change: Record<string, unknown> = {}, changed = count): Records =>
  Array.from({ length: count }, (_, index) =>
    licence({
      number: `L-${index}`,
      ...(index < changed && { ...change, revision: change.fee ? 2 : 1 }),
    }),
  );

async function send(context: TestContext, records: Records | string, more: object = {}) {
  context.clock.advance(60_000);
  async function* lines() {
    const text =
      typeof records === 'string'
        ? records
        : records.map((record) => `${JSON.stringify(record)}\n`).join('');
    yield Buffer.from(text);
  }
  const sent = { id: `of-${context.clock.now().getTime()}`, mode: 'snapshot' as const };
  const taken = { takenAt: context.clock.now(), allOrNothing: false, fromLine: 1 };
  return await takeUpload(context, LICENCES, { ...sent, ...taken, ...more }, lines());
}

async function filled(text = LICENCES_TEXT): Promise<TestContext> {
  const context = await exchangeContext(text);
  expect(await send(context, licences())).toMatchObject({ state: 'complete', stored: HELD });
  context.clock.advance(60_000);
  return context;
}

const fee = (percent: number) => licencesWith(['key:', `usualChangePercent: ${percent}\nkey:`]);

const growth = (percent: number) => licencesWith(['key:', `usualGrowthPercent: ${percent}\nkey:`]);

/** What is held, and so many others. */
const grown = (count: number) => [
  ...licences(),
  ...Array.from({ length: count }, (_, at) => licence({ number: `N-${at}` })),
];

const cases: [words: string, records: Records, expected: object, text?: string][] = [
  ['a tenth changes', otherwise(4, { fee: '3.00' }), { state: 'complete', changed: 4, stored: 4 }],
  ['more than a tenth changes', otherwise(5, { fee: '3.00' }), { state: 'waiting', changed: 5 }],
  ['all are emptied of a field', otherwise(40, { fee: undefined }), { state: 'waiting' }],
  [
    'the text says that half usually changes',
    otherwise(20, { fee: '3.00' }),
    { state: 'complete', changed: 20 },
    fee(50),
  ],
  [
    'the text says that half usually changes, and more does',
    otherwise(21, { fee: '3.00' }),
    { state: 'waiting', changed: 21 },
    fee(50),
  ],
  [
    'the text says that all usually change',
    otherwise(40, { fee: '3.00' }),
    { state: 'complete', changed: 40 },
    fee(100),
  ],
  [
    'the text says that fewer than a tenth usually change',
    otherwise(4, { fee: '3.00' }),
    { state: 'waiting', changed: 4 },
    fee(5),
  ],
  [
    'all usually change, and more than a tenth is missing',
    otherwise(35, { fee: '3.00' }).slice(0, 35),
    { state: 'waiting', removed: 5, changed: 35 },
    fee(100),
  ],
  [
    'what changes stands there twice, and counts twice',
    [...otherwise(4, { fee: '3.00' }), ...otherwise(4, { fee: '4.00', revision: 3 }).slice(0, 4)],
    { state: 'waiting', changed: 8 },
  ],
  [
    'all are otherwise, by older versions than the held',
    licences(() => ({ revision: 0, fee: '3.00' })),
    { state: 'complete', late: 40, changed: 0, stored: 0 },
  ],
  ['half as many are new', grown(20), { state: 'complete', stored: 20, added: 20, changed: 0 }],
  ['more than half as many are new', grown(21), { state: 'waiting', added: 21, changed: 0 }],
  ['half is new twice', [...grown(20), ...grown(20).slice(-1)], { state: 'waiting', added: 21 }],
  [
    'the text says that twice as many are usually new',
    grown(80),
    { state: 'complete', added: 80 },
    growth(200),
  ],
  [
    'the text says that twice as many are usually new, and more are',
    grown(81),
    { state: 'waiting', added: 81 },
    growth(200),
  ],
  [
    'many are new, and all are gone',
    grown(20).slice(40),
    { state: 'waiting', removed: 40, added: 20 },
    growth(1_000),
  ],
];

test.each(cases)('a snapshot of which %s', async (_words, records, expected, text) => {
  const context = await filled(text);
  const before = await changeRows(context);
  const report = await send(context, records);
  expect(report).toMatchObject(expected);
  if (report.state === 'waiting') expect(await changeRows(context)).toEqual(before);
});

test('it tells which fields would be emptied or changed, and no value', async () => {
  const context = await filled();
  const records = licences((index) => ({
    ...{ revision: 2, fee: index < 30 ? undefined : '3.00' },
    companions: index < 6 ? [{ nickname: 'Asaris' }] : undefined,
  }));
  const { id, sample } = await send(context, records);
  expect(sample).toEqual({
    records: 40,
    fields: [
      { name: 'fee', emptied: 30, changed: 10 },
      { name: 'companions', emptied: 0, changed: 6 },
    ],
  });
  expect(await describeUpload(context, LICENCES, id)).toMatchObject({ changed: 40, sample });
  expect(await refuseUpload(context, LICENCES, id)).toMatchObject({ changed: 0, sample: null });
});

test('a list is no other one because the database keeps the fields of its rows in another order', async () => {
  const text = licencesWith(['name: hectares', 'name: ha'], ['- name: name', '- name: water']);
  const waters = [{ ha: '12.5', water: 'Dzelmes ezers' }];
  const context = await exchangeContext(text);
  await send(
    context,
    licences(() => ({ waters })),
  );
  const sent = licences(() => ({ waters, revision: 2, fee: '3.00' }));
  expect(await send(context, sent)).toMatchObject({
    sample: { fields: [{ name: 'fee', changed: 40, emptied: 0 }] },
  });
});

test('the sample is drawn from all parts of what came, from few of them', async () => {
  const context = await exchangeContext();
  const of = { versionId: 1, uploadId: 'large' };
  const kept = async (pages: number) => {
    await context.adminDb.query(
      `insert into exchange.spool select 1, 'large', 10 * page + 1, '' from generate_series(0, $1) page
       on conflict do nothing`,
      [pages - 1],
    );
    return await selectSpreadLines(context.db, of, 8);
  };
  expect(await selectSpreadLines(context.db, of, 8)).toEqual([]);
  expect(await kept(1)).toEqual([1]);
  expect(await kept(8)).toEqual([1, 11, 21, 31, 41, 51, 61, 71]);
  expect(await kept(9)).toEqual([1, 21, 41, 61, 81]);
  expect(await kept(80)).toEqual([1, 101, 201, 301, 401, 501, 601, 701]);
});

test('who confirms states both numbers; what changed meanwhile is not asked about again', async () => {
  const context = await filled();
  const records = otherwise(30, { fee: undefined }).slice(0, 35);
  const { id } = await send(context, records);
  for (const [removed, changed] of [
    [5, 29],
    [4, 30],
    [0, 0],
  ] as const) {
    const less = confirmUpload(context, LICENCES, { id, removed, changed, added: 0 });
    await expect(less).rejects.toMatchObject({
      code: 'snapshot-more-than-confirmed',
      details: { removed: 5, changed: 30, added: 0 },
    });
  }
  // A newer version of one of them comes, and one of those it lacks goes.
  const trickle = [
    { upsert: licence({ number: 'L-0', fee: '9.00', revision: 3 }) },
    { delete: { personCode: '32000000001', number: 'L-39', revision: 2 } },
  ];
  await acceptRecords(context, LICENCES, { changes: trickle, allOrNothing: true });
  const confirmed = await confirmUpload(context, LICENCES, {
    id,
    removed: 5,
    changed: 30,
    added: 0,
  });
  expect(confirmed).toMatchObject({ state: 'complete', removed: 4, changed: 29, late: 1 });
});

test('where no versions tell the order, what changed after the snapshot was taken is not counted', async () => {
  const context = await filled(UNVERSIONED);
  const takenAt = context.clock.now();
  context.clock.advance(60_000);
  const changes = licences(() => ({ fee: '5.00' })).map((upsert) => ({ upsert }));
  await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
  const older = await send(
    context,
    licences(() => ({ fee: '3.00' })),
    { takenAt },
  );
  expect(older).toMatchObject({ state: 'complete', late: 40, changed: 0 });
  const newer = await send(
    context,
    licences(() => ({ fee: '3.00' })),
  );
  expect(newer).toMatchObject({ state: 'waiting', changed: 40 });
});

test.each<[held: number, words: string, records: Records, expected: object]>([
  [3, 'one is changed', few(3, { fee: '3.00' }, 1), { state: 'complete', changed: 1 }],
  [3, 'one is gone', few(2), { state: 'waiting', removed: 1 }],
  [3, 'three are changed', few(3, { fee: '3.00' }), { state: 'waiting', changed: 3 }],
  [3, 'ten are new', few(13), { state: 'complete', added: 10 }],
  [3, 'eleven are new', few(14), { state: 'waiting', added: 11 }],
  [19, 'one is gone', few(18), { state: 'complete', removed: 1 }],
  [19, 'two are gone', few(17), { state: 'waiting', removed: 2 }],
  [1, 'nothing is left', [], { state: 'waiting', removed: 1 }],
  [1, 'the only one is another', few(2).slice(1), { state: 'waiting', removed: 1, added: 1 }],
])(
  'fewer than twenty count as twenty but for what goes: of %i held %s',
  async (held, _words, records, expected) => {
    const context = await exchangeContext();
    expect(await send(context, few(held))).toMatchObject({ state: 'complete', added: held });
    expect(await send(context, records)).toMatchObject(expected);
  },
);

test('who confirms states how many are added; what was gone and comes again is one of them', async () => {
  const context = await filled();
  const gone = { personCode: '32000000001', number: 'L-0', revision: 2 };
  await acceptRecords(context, LICENCES, { changes: [{ delete: gone }], allOrNothing: true });
  // By its version it is older than its deletion.
  const late = await send(context, grown(19));
  expect(late).toMatchObject({ state: 'complete', added: 19, late: 1 });
  const records = grown(60).map((record, index) =>
    index === 0 ? { ...record, revision: 3 } : record,
  );
  const { id, ...report } = await send(context, records);
  expect(report).toMatchObject({
    state: 'waiting',
    removed: 0,
    changed: 0,
    added: 42,
    sample: null,
  });
  const less = confirmUpload(context, LICENCES, { id, removed: 0, changed: 0, added: 41 });
  await expect(less).rejects.toMatchObject({
    code: 'snapshot-more-than-confirmed',
    details: { removed: 0, changed: 0, added: 42 },
  });
  const confirmed = await confirmUpload(context, LICENCES, {
    id,
    removed: 0,
    changed: 0,
    added: 42,
  });
  expect(confirmed).toMatchObject({ state: 'complete', added: 42, stored: 42 });
});

test('a field that the text has since is asked about when most records have it', async () => {
  const context = await filled();
  const text = `${LICENCES_TEXT}  - { name: district, class: none }\n`;
  await defineDataSet(context, { file: 'licences.yaml', text });
  expect(await send(context, licences())).toMatchObject({ state: 'complete', unchanged: 40 });
  const moved = await send(context, otherwise(40, { district: 'Ziemeļi' }));
  expect(moved).toMatchObject({
    ...{ state: 'waiting', changed: 40 },
    sample: { fields: [{ name: 'district', changed: 40, emptied: 0 }] },
  });
});

test('a text whose fields have another order makes other records of the same ones, once', async () => {
  const context = await filled();
  const fee = '  - name: fee\n    type: decimal\n    class: none\n';
  const text = licencesWith([fee, ''], ['fields:\n', `fields:\n${fee}`]);
  await defineDataSet(context, { file: 'licences.yaml', text });
  const again = licences(() => ({ revision: 2 }));
  const { id, ...report } = await send(context, again);
  expect(report).toMatchObject({ state: 'waiting', changed: 40 });
  await confirmUpload(context, LICENCES, { id, removed: 0, changed: 40, added: 0 });
  expect(await send(context, again)).toMatchObject({ state: 'complete', unchanged: 40 });
});

test('a new version of a data set holds nothing, so its first snapshot is not asked about', async () => {
  const context = await filled();
  const text = licencesWith(['version: 1', 'version: 2'], ['type: decimal', 'type: text']);
  await defineDataSet(context, { file: 'licences.yaml', text });
  async function* lines() {
    for (const one of licences(() => ({ fee: 'divi' })))
      yield Buffer.from(`${JSON.stringify(one)}\n`);
  }
  const sent = { id: 'first', mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 };
  const taken = { ...sent, takenAt: context.clock.now() };
  expect(await takeUpload(context, { ...LICENCES, version: 2 }, taken, lines())).toMatchObject({
    ...{ state: 'complete', stored: 40 },
  });
});

test('with bad lines nothing would be removed, and changes are asked about all the same', async () => {
  const context = await filled();
  const half = otherwise(20, { fee: '3.00' }).slice(0, 20);
  const text = `${half.map((one) => JSON.stringify(one)).join('\n')}\nno JSON\n`;
  const waiting = await send(context, text);
  expect(waiting).toMatchObject({
    state: 'waiting',
    quarantined: 1,
    removed: 0,
    changed: 20,
    added: 0,
  });
  const { id } = waiting;
  const confirmed = await confirmUpload(context, LICENCES, {
    id,
    removed: 0,
    changed: 20,
    added: 0,
  });
  expect(confirmed).toMatchObject({ state: 'complete', removed: 0, changed: 20, added: 0 });
});

test('all or nothing waits as well, and is nothing when a line turns out to be bad', async () => {
  const context = await filled();
  const repeated = licences((index) => ({ revision: index < 30 ? 2 : 1, fee: '3.00' }));
  const { id, state } = await send(context, repeated, { allOrNothing: true });
  expect(state).toBe('waiting');
  const before = await changeRows(context);
  const ended = await confirmUpload(context, LICENCES, { id, removed: 0, changed: 30, added: 0 });
  expect(ended).toMatchObject({ state: 'refused', stored: 0, changed: 0, quarantined: 1 });
  expect(await changeRows(context)).toEqual(before);
});

test('other content under the versions that are held fills no quarantine without end', async () => {
  const context = await filled();
  const repeated = licences((index) => (index < 2 ? { fee: '3.00' } : {}));
  const before = await changeRows(context);
  const sent = { id: 'flood', takenAt: context.clock.now() };
  // As if all the others had been bad before.
  await context.adminDb.query(
    `insert into exchange.uploads
       (version_id, id, mode, all_or_nothing, taken_at, kind, state, began_at, quarantined)
     select id, 'flood', 'snapshot', false, $1, 'lines', 'open', $1, 9999 from exchange.versions`,
    [sent.takenAt],
  );
  const flood = send(context, repeated, sent);
  await expect(flood).rejects.toMatchObject({ code: 'upload-too-many-bad' });
  // One batch of them, with which the reasons can be read.
  expect(await context.adminDb.query('select from exchange.quarantine')).toHaveLength(2);
  expect(await describeUpload(context, LICENCES, 'flood')).toMatchObject({
    ...{ state: 'refused', refusedFor: 'too-many-bad', stored: 0, quarantined: 10_001 },
  });
  expect(await context.adminDb.query('select from exchange.spool')).toEqual([]);
  expect(await changeRows(context)).toEqual(before);
});
