import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { proposeDataSet, publishDataSet, purgeUploads } from '../index.ts';
import {
  changeRows,
  exchangeContext,
  heldRows,
  LICENCES,
  licence,
} from '../testing/exchange-context.ts';
import { licencesWith } from '../testing/licences.ts';
import { acceptRecords } from './accept-records.ts';
import { confirmUpload, refuseUpload } from './decide-upload.ts';
import { dropQuarantined, listQuarantine, replayQuarantined } from './serve-quarantine.ts';
import { describeUpload, takeUpload } from './take-upload.ts';

function lines(...values: unknown[]): string {
  return values
    .map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    .join('');
}

const upserts = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({
    upsert: licence({ number: `L-${from + index}` }),
  }));

async function* stream(text: string | Buffer, cut = false): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  // In pieces that end in the middle of lines and letters.
  for (let start = 0; start < bytes.length; start += 1_021)
    yield bytes.subarray(start, start + 1_021);
  if (cut) throw new Error('aborted');
}

interface Options {
  id?: string;
  mode?: 'changes' | 'snapshot';
  allOrNothing?: boolean;
  takenAt?: string;
  fromLine?: number;
  cut?: boolean;
}

async function upload(context: TestContext, text: string | Buffer, options: Options = {}) {
  const {
    id = 'morning',
    mode = 'changes',
    allOrNothing = false,
    takenAt,
    fromLine = 1,
    cut,
  } = options;
  const sent = { id, mode, allOrNothing, fromLine, takenAt: takenAt ? new Date(takenAt) : null };
  return await takeUpload(context, LICENCES, sent, stream(text, cut));
}

async function accept(context: TestContext, ...changes: unknown[]) {
  return await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
}

test('records are stored once, changed, corrected and deleted, each with its position', async () => {
  const context = await exchangeContext();
  const outcomes = await accept(
    context,
    { upsert: licence() },
    { upsert: licence() },
    { upsert: licence({ revision: 2, since: '2026-02-01', fee: '12.50' }) },
    { upsert: licence({ revision: 3, since: '2026-01-15' }) },
    { delete: { personCode: '320000-00001', number: 'L-1', revision: 4 } },
  );
  expect(outcomes).toEqual([
    { outcome: 'new', position: 1 },
    { outcome: 'unchanged', position: null },
    { outcome: 'changed', position: 2 },
    { outcome: 'corrected', position: 3 },
    { outcome: 'deleted', position: 4 },
  ]);
  const kinds = (await changeRows(context)).map(({ kind }) => kind);
  expect(kinds).toEqual(['n', 'c', 'x', 'd']);
  expect(await heldRows(context)).toMatchObject([{ position: 4, content: null, sealed: null }]);
});

test('nothing personal is readable in the tables', async () => {
  const context = await exchangeContext();
  await accept(
    context,
    { upsert: licence({ companions: [{ nickname: 'Slepenais' }] }) },
    { upsert: { personCode: '32000000001' } },
  );
  const [row] = await heldRows(context);
  expect(row?.content).toEqual({ number: 'L-1', revision: 1, since: '2026-01-01' });
  expect(context.keys.decrypt(row?.sealed as Buffer)).toBe(
    '{"personCode":"320000-00001","companions":[{"nickname":"Slepenais"}]}',
  );
  const tables = ['records', 'changes', 'quarantine', 'uploads', 'heads'];
  for (const table of tables) {
    const rows = await context.adminDb.query(`select t::text as text from exchange.${table} t`);
    expect(JSON.stringify(rows), table).not.toMatch(/320000|Slepenais/);
  }
  const audit = await context.adminDb.query('select content from audit.records');
  expect(JSON.stringify(audit)).not.toMatch(/320000|Slepenais/);
});

test('the good are stored, the bad are kept with their reasons, mended and replayed', async () => {
  const context = await exchangeContext();
  const report = await upload(
    context,
    lines(
      { upsert: licence() },
      { upsert: licence({ number: 'L-2', since: '2026-02-30' }) },
      'no JSON',
      { insert: licence() },
      { upsert: licence({ number: 'L-3', hobby: 'x' }) },
    ),
  );
  expect(report).toMatchObject({ state: 'complete', lastLine: 5, stored: 1, quarantined: 4 });
  const kept = await listQuarantine(context, LICENCES, { after: null, limit: 10 });
  expect(kept.map(({ line, problems }) => [line, problems])).toMatchObject([
    [2, [{ path: '/since', code: 'not-a-day' }]],
    [3, [{ path: '', code: 'not-json' }]],
    [4, [{ path: '', code: 'not-a-change' }]],
    [5, [{ path: '/hobby', code: 'unknown-field' }]],
  ]);
  expect(kept[1]?.text).toBe('no JSON');
  expect(kept[0]?.change).toEqual({ upsert: licence({ number: 'L-2', since: '2026-02-30' }) });
  expect(kept[1]).not.toHaveProperty('change');
  const [first, second] = kept.map(({ id }) => id);
  await expect(replayQuarantined(context, LICENCES, { id: first ?? '' })).rejects.toMatchObject({
    code: 'records-refused',
    details: { problems: [{ path: '/since', code: 'not-a-day', en: expect.any(String) }] },
  });
  const change = { upsert: licence({ number: 'L-2', since: '2026-02-28' }) };
  expect(await replayQuarantined(context, LICENCES, { id: first ?? '', change })).toEqual({
    outcome: 'new',
    position: 2,
  });
  await expect(
    replayQuarantined(context, LICENCES, { id: first ?? '', change }),
  ).rejects.toMatchObject({ code: 'quarantined-unknown' });
  await dropQuarantined(context, LICENCES, second ?? '');
  await expect(dropQuarantined(context, LICENCES, second ?? '')).rejects.toMatchObject({
    code: 'quarantined-unknown',
  });
  expect(await listQuarantine(context, LICENCES, { after: null, limit: 10 })).toHaveLength(2);
});

test('a replayed record does not undo what came after it', async () => {
  const context = await exchangeContext(licencesWith(['recordVersion: revision\n', '']));
  await accept(context, { upsert: licence({ fee: 7 }) });
  context.clock.advance(1_000);
  await accept(context, { upsert: licence({ fee: '8.00' }) });
  const [kept] = await listQuarantine(context, LICENCES, { after: null, limit: 10 });
  const change = { upsert: licence({ fee: '7.00' }) };
  const replayed = replayQuarantined(context, LICENCES, { id: kept?.id ?? '', change });
  await expect(replayed).rejects.toMatchObject({ code: 'record-changed-meanwhile' });
});

test('a stream that is cut goes on where it stopped, from its start or from the next line', async () => {
  const context = await exchangeContext();
  const all = upserts(5_000);
  const cut = upload(context, `${lines(...all.slice(0, 4_500))}{"upsert": {"pers`, { cut: true });
  await expect(cut).rejects.toMatchObject({ code: 'upload-cut' });
  const { lastLine, stored, state } = await describeUpload(context, LICENCES, 'morning');
  expect({ state, stored }).toEqual({ state: 'open', stored: lastLine });
  expect(lastLine).toBeGreaterThanOrEqual(2_000);
  await expect(upload(context, lines(...all), { fromLine: lastLine + 2 })).rejects.toMatchObject({
    code: 'upload-line-gap',
    details: { lastLine },
  });
  const cutAgain = upload(context, lines(...all.slice(0, lastLine + 100)), { cut: true });
  await expect(cutAgain).rejects.toMatchObject({ code: 'upload-cut' });
  const rest = lines(...all.slice(lastLine));
  const report = await upload(context, rest, { fromLine: lastLine + 1 });
  expect(report).toMatchObject({ state: 'complete', stored: 5_000, unchanged: 0, lastLine: 5_000 });
  expect(await upload(context, lines(...all))).toEqual(report);
  expect(await changeRows(context)).toHaveLength(5_000);
});

test('all or nothing is nothing when one line is bad, also when that shows only at the end', async () => {
  const context = await exchangeContext();
  const bad = lines(...upserts(2_500), { upsert: { number: 7 } });
  expect(await upload(context, bad, { allOrNothing: true })).toMatchObject({
    ...{ state: 'refused', refusedFor: 'bad-line', stored: 0, quarantined: 1 },
  });
  const repeated = lines(...upserts(2_500), { upsert: licence({ number: 'L-1', fee: '1.00' }) });
  expect(await upload(context, repeated, { id: 'second', allOrNothing: true })).toMatchObject({
    state: 'refused',
    stored: 0,
    quarantined: 1,
  });
  expect(await changeRows(context)).toEqual([]);
  expect(await context.adminDb.query('select from exchange.spool')).toEqual([]);
  const good = await upload(context, lines(...upserts(2_500)), { id: 'third', allOrNothing: true });
  expect(good).toMatchObject({ state: 'complete', stored: 2_500 });
  const changes = [{ upsert: licence({ number: 'L-9999' }) }, { upsert: {} }];
  await expect(
    acceptRecords(context, LICENCES, { changes, allOrNothing: true }),
  ).rejects.toMatchObject({
    code: 'records-refused',
    details: {
      problems: expect.arrayContaining([
        expect.objectContaining({ change: 1, path: '/number', code: 'missing' }),
      ]),
    },
  });
  expect(await changeRows(context)).toHaveLength(2_500);
});

test('a snapshot becomes the changes that lead to it', async () => {
  const context = await exchangeContext();
  const records = Array.from({ length: 40 }, (_, index) => licence({ number: `L-${index}` }));
  const first = await upload(context, lines(...records), {
    mode: 'snapshot',
    takenAt: '2026-03-11T03:00:00Z',
  });
  expect(first).toMatchObject({ state: 'complete', stored: 40, removed: 0 });
  context.clock.set('2026-03-12T10:00:00Z');
  const next = [
    licence({ number: 'L-0', revision: 2, fee: '3.00' }),
    ...records.slice(1, 38),
    licence({ number: 'L-new' }),
  ];
  const second = await upload(context, lines(...next), {
    id: 'b',
    mode: 'snapshot',
    takenAt: '2026-03-12T03:00:00Z',
  });
  expect(second).toMatchObject({ state: 'complete', stored: 2, unchanged: 37, removed: 2 });
  const kinds = (await changeRows(context)).slice(40).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['d', 'd', 'n', 'x']);
});

test('a snapshot that removes an unusual share waits until somebody confirms', async () => {
  const context = await exchangeContext();
  const records = Array.from({ length: 40 }, (_, index) => licence({ number: `L-${index}` }));
  await upload(context, lines(...records), { mode: 'snapshot', takenAt: '2026-03-11T03:00:00Z' });
  context.clock.set('2026-03-12T10:00:00Z');
  const half = { id: 'half', mode: 'snapshot', takenAt: '2026-03-12T03:00:00Z' } as const;
  const waiting = await upload(context, lines(...records.slice(0, 20)), half);
  expect(waiting).toMatchObject({ state: 'waiting', removed: 20, stored: 0 });
  expect(await changeRows(context)).toHaveLength(40);
  await expect(upload(context, '', half)).rejects.toMatchObject({ code: 'upload-ended' });
  const less = confirmUpload(context, LICENCES, { id: 'half', removed: 19, changed: 0, added: 0 });
  await expect(less).rejects.toMatchObject({
    code: 'snapshot-more-than-confirmed',
    details: { removed: 20, changed: 0, added: 0 },
  });
  expect(await describeUpload(context, LICENCES, 'half')).toMatchObject({ state: 'waiting' });
  const confirmed = await confirmUpload(context, LICENCES, {
    id: 'half',
    removed: 20,
    changed: 0,
    added: 0,
  });
  expect(confirmed).toMatchObject({ state: 'complete', removed: 20, unchanged: 20 });
  await expect(
    confirmUpload(context, LICENCES, { id: 'half', removed: 20, changed: 0, added: 0 }),
  ).rejects.toMatchObject({ code: 'upload-ended' });
  expect(await changeRows(context)).toHaveLength(60);
});

test('a snapshot removes neither what came after it was taken nor what it could not tell', async () => {
  const context = await exchangeContext();
  const records = Array.from({ length: 40 }, (_, index) => licence({ number: `L-${index}` }));
  await upload(context, lines(...records), { mode: 'snapshot', takenAt: '2026-03-11T03:00:00Z' });
  const before = '2026-03-11T02:59:59Z';
  const early = await upload(context, lines(...records.slice(1)), {
    id: 'early',
    mode: 'snapshot',
    takenAt: before,
  });
  expect(early).toMatchObject({ state: 'complete', removed: 0 });
  context.clock.set('2026-03-12T10:00:00Z');
  const bad = lines(...records.slice(1), 'no JSON');
  const unsure = await upload(context, bad, {
    id: 'bad',
    mode: 'snapshot',
    takenAt: '2026-03-12T03:00:00Z',
  });
  expect(unsure).toMatchObject({ state: 'complete', quarantined: 1, removed: 0 });
  const future = upload(context, '', {
    id: 'f',
    mode: 'snapshot',
    takenAt: '2026-03-12T10:00:01Z',
  });
  await expect(future).rejects.toMatchObject({ code: 'snapshot-from-the-future' });
});

test('what nobody goes on with for a week is ended, and what was kept for its end removed', async () => {
  const context = await exchangeContext();
  const taken = { mode: 'snapshot', takenAt: '2026-03-11T03:00:00Z' } as const;
  const cut = upload(context, lines(...upserts(2_500).map(({ upsert }) => upsert)), {
    ...taken,
    cut: true,
  });
  await expect(cut).rejects.toMatchObject({ code: 'upload-cut' });
  await purgeUploads(context);
  expect(await describeUpload(context, LICENCES, 'morning')).toMatchObject({ state: 'open' });
  context.clock.set('2026-03-18T10:00:01Z');
  await purgeUploads(context);
  expect(await describeUpload(context, LICENCES, 'morning')).toMatchObject({
    ...{ state: 'refused', refusedFor: 'abandoned' },
  });
  for (const table of ['spool', 'seen_keys']) {
    expect(await context.adminDb.query(`select from exchange.${table}`)).toEqual([]);
  }
});

test('a refused record that nobody mends is kept for 90 days', async () => {
  const context = await exchangeContext();
  await accept(context, { upsert: licence({ since: 'vakar' }) });
  context.clock.advance(90 * 86_400_000);
  await purgeUploads(context);
  await accept(context, { upsert: licence({ since: 'rīt' }) });
  const kept = async () =>
    (await listQuarantine(context, LICENCES, { after: null, limit: 10 })).length;
  expect(await kept()).toBe(2);
  context.clock.advance(1);
  await purgeUploads(context);
  expect(await kept()).toBe(1);
});

test('an upload goes on as it began', async () => {
  const context = await exchangeContext();
  await expect(upload(context, '', { cut: true })).rejects.toMatchObject({ code: 'upload-cut' });
  await expect(upload(context, '', { allOrNothing: true })).rejects.toMatchObject({
    code: 'upload-differs',
  });
  await expect(describeUpload(context, LICENCES, 'none')).rejects.toMatchObject({
    code: 'upload-unknown',
  });
});

test('of two who send the same upload at once, neither doubles the other', async () => {
  const context = await exchangeContext();
  const text = lines(...upserts(6_000));
  const both = await Promise.allSettled([upload(context, text), upload(context, text)]);
  for (const one of both) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'upload-elsewhere' });
  }
  await upload(context, text);
  const changes = await changeRows(context);
  expect(changes).toHaveLength(6_000);
  expect(changes.at(-1)?.position).toBe(6_000);
});

test('two senders of one data set write one after the other, without a gap', async () => {
  const context = await exchangeContext();
  await Promise.all([
    upload(context, lines(...upserts(3_000)), { id: 'a' }),
    upload(context, lines(...upserts(3_000, 2_001)), { id: 'b' }),
    ...upserts(20, 9_000).map((change) => accept(context, change)),
  ]);
  const changes = await changeRows(context);
  expect(changes.map(({ position }) => position)).toEqual(
    Array.from({ length: 5_020 }, (_, index) => index + 1),
  );
  expect(await heldRows(context)).toHaveLength(5_020);
});

test('lines without end, broken bytes and garbage are bounded and told', async () => {
  const context = await exchangeContext();
  const long = Buffer.concat([Buffer.alloc(5_000_000, 'x'), Buffer.from('\n')]);
  const broken = Buffer.from([0x22, 0xc3, 0x28, 0x22, 0x0a]);
  const report = await upload(
    context,
    Buffer.concat([long, broken, Buffer.from(lines(...upserts(1)))]),
  );
  expect(report).toMatchObject({ state: 'complete', stored: 1, quarantined: 2, lastLine: 3 });
  const kept = await listQuarantine(context, LICENCES, { after: null, limit: 10 });
  expect(kept.map(({ problems, text }) => [problems[0]?.code, text])).toEqual([
    ['line-too-long', null],
    ['not-utf-8', null],
  ]);
});

test('trial records are gone when the data set is published', async () => {
  const context = await exchangeContext();
  await accept(context, { upsert: licence() }, {});
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  expect(await changeRows(context)).toEqual([]);
  expect(await accept(context, { upsert: licence() })).toEqual([{ outcome: 'new', position: 1 }]);
  const { adminDb } = context;
  await expect(
    adminDb.query('select exchange.empty_storage(id) from exchange.versions'),
  ).rejects.toThrow(/is published/);
});
