import { expect, test } from 'vitest';
import type { Context } from '../../../platform/context.ts';
import { proposeDataSet, publishDataSet, purgeChanges } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { readChanges } from '../reading/read-changes.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { asSystem } from '../testing/systems.ts';
import { getMailbox, listMailboxes } from './get-mailbox.ts';
import type { MailboxPage } from './mailbox.ts';
import { acknowledge, goBack, restartMailbox } from './move-mailbox.ts';
import { closeMailbox, type NewMailbox, openMailbox } from './open-mailbox.ts';
import { takePage } from './take-page.ts';

const DAY_MS = 86_400_000;

async function put(context: Context, ...numbers: string[]): Promise<void> {
  const changes = numbers.map((number) => ({ upsert: licence({ number, fee: '1.00' }) }));
  await acceptRecords(context, LICENCES, { changes, allOrNothing: true });
}

async function opened(more: Partial<NewMailbox> = {}) {
  const context = await exchangeContext();
  const own = await asSystem(context, 'm-0099000', 'own');
  const asked = { follows: { dataSet: LICENCES }, permission: null, filter: [] };
  const { id } = await openMailbox(own, { ...asked, from: 'beginning', ...more });
  const take = (limit = 100) => takePage(own, id, { limit });
  return { context, own, id, take };
}

const numbersOf = ({ entries }: MailboxPage) =>
  entries.map((entry) => {
    const { upsert, delete: gone } = entry as Record<string, Record<string, unknown>>;
    return (upsert ?? gone)?.number;
  });

test('a page comes again, the same, until it is acknowledged; then the next', async () => {
  const { context, own, id, take } = await opened();
  expect(await take()).toMatchObject({ page: null, entries: [], position: 0, more: false });
  await put(context, 'a', 'b', 'c');
  const first = await take(2);
  expect(first).toMatchObject({ after: 0, position: 2, more: true, page: expect.any(String) });
  expect(numbersOf(first)).toEqual(['a', 'b']);
  await put(context, 'd');
  expect(await take(1)).toEqual(first);
  expect(await take(100)).toEqual(first);
  expect(await acknowledge(own, id, 2)).toBe(2);
  const second = await take();
  expect(numbersOf(second)).toEqual(['c', 'd']);
  expect(second.page).not.toBe(first.page);
  expect(await acknowledge(own, id, 2)).toBe(2);
  expect(await take()).toEqual(second);
  expect(await acknowledge(own, id, 3)).toBe(3);
  expect(numbersOf(await take())).toEqual(['d']);
  const wrong = { code: 'mailbox-position-wrong', details: { newest: 4 } };
  await expect(acknowledge(own, id, 5)).rejects.toMatchObject(wrong);
  expect(await getMailbox(own, id)).toMatchObject({ position: 3, newest: 4 });
});

test('two readers of one box, and writers meanwhile: nothing is lost or doubled', async () => {
  const { context, own, id } = await opened();
  const kept = new Map<number, unknown>();
  let isWritten = false;
  const write = async () => {
    for (let turn = 0; turn < 20; turn++) await put(context, `${turn}-a`, `${turn}-b`);
    isWritten = true;
  };
  const read = async () => {
    for (;;) {
      const written = isWritten;
      const { entries, position } = await takePage(own, id, { limit: 3 });
      if (entries.length === 0 && written) return;
      for (const entry of entries as { position: number; upsert: { number: string } }[]) {
        const { number } = entry.upsert;
        expect(kept.get(entry.position) ?? number).toBe(number);
        kept.set(entry.position, number);
      }
      if (entries.length > 0) await acknowledge(own, id, position);
    }
  };
  await Promise.all([write(), read(), read()]);
  expect([...kept.keys()]).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a reader goes back within what it had, and no further', async () => {
  const { context, own, id, take } = await opened();
  await put(context, 'a', 'b', 'c');
  await acknowledge(own, id, (await take()).position);
  await goBack(own, id, 1);
  expect(numbersOf(await take())).toEqual(['b', 'c']);
  const wrong = { code: 'mailbox-position-wrong', details: { oldest: 0, newest: 1 } };
  await expect(goBack(own, id, 2)).rejects.toMatchObject(wrong);
});

test('a filter tells what comes in and goes out, and passes over the rest', async () => {
  const filter = [{ field: 'fee', values: ['2.00'] }];
  const { context, own, id, take } = await opened({ filter });
  const write = (revision: number, fee: string, number = 'a') =>
    acceptRecords(context, LICENCES, {
      changes: [{ upsert: licence({ number, revision, fee }) }],
      allOrNothing: true,
    });
  await write(1, '1.00');
  await write(1, '1.00', 'b');
  expect(await take(1)).toMatchObject({ entries: [], position: 2, more: false });
  await write(2, '2.00');
  await write(3, '3.00');
  const page = await take();
  expect(page.entries).toMatchObject([
    { position: 3, kind: 'new', upsert: { number: 'a', fee: '2.00' } },
    { position: 4, kind: 'deleted', delete: { number: 'a' } },
  ]);
  expect(await acknowledge(own, id, 4)).toBe(4);
  // The last has an integer, which can be no x.
  for (const field of ['personCode', 'waters', 'none', 'revision']) {
    const asked = { follows: { dataSet: LICENCES }, permission: null, from: 'now' as const };
    await expect(
      openMailbox(own, { ...asked, filter: [{ field, values: ['x'] }] }),
    ).rejects.toMatchObject({ code: 'mailbox-filter-wrong', details: { fields: [field] } });
  }
});

test('who sleeps for a month catches up; who sleeps longer than is kept is told what to load', async () => {
  const { context, own, id, take } = await opened();
  await put(context, 'a', 'b');
  context.clock.advance(31 * DAY_MS);
  await purgeChanges(context);
  expect(numbersOf(await take())).toEqual(['a', 'b']);
  context.clock.advance(300 * DAY_MS);
  await put(context, 'c');
  context.clock.advance(100 * DAY_MS);
  await purgeChanges(context);
  await expect(take()).rejects.toMatchObject({
    code: 'mailbox-behind',
    details: {
      position: 0,
      keptAfter: 2,
      restart: `/exchange/v1/mailboxes/${id}/restart`,
      records: '/exchange/v1/data-sets/vejaine-licences/1/records',
    },
  });
  const behind = { code: 'changes-not-kept', details: { keptAfter: 2 } };
  await expect(readChanges(own, LICENCES, { after: 1, limit: 9 })).rejects.toMatchObject(behind);
  const asked = { follows: { dataSet: LICENCES }, permission: null, filter: [] };
  await expect(openMailbox(own, { ...asked, from: 'beginning' })).rejects.toMatchObject(behind);
  expect(await restartMailbox(own, id)).toEqual({
    position: 3,
    records: '/exchange/v1/data-sets/vejaine-licences/1/records',
  });
  await put(context, 'd');
  expect(numbersOf(await take())).toEqual(['d']);
  await goBack(own, id, 2);
  expect(numbersOf(await take())).toEqual(['c', 'd']);
});

test('the log is taken away up to the first young change, slice by slice, positions stay', async () => {
  const { context, own } = await opened();
  await put(context, 'a', 'b', 'c');
  context.clock.advance(-DAY_MS);
  await put(context, 'd');
  context.clock.advance(366.5 * DAY_MS);
  await purgeChanges(context);
  const page = await readChanges(own, LICENCES, { after: 0, limit: 9 });
  expect(page.changes).toHaveLength(4);
  context.clock.advance(DAY_MS);
  await purgeChanges(context);
  await put(context, 'e');
  const { changes } = await readChanges(own, LICENCES, { after: 4, limit: 9 });
  expect(changes.map(({ position }) => position)).toEqual([5]);
});

test('what was tried out is published: its followers begin again', async () => {
  const { context, own, id, take } = await opened();
  await put(context, 'a', 'b');
  await acknowledge(own, id, (await take()).position);
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  await put(context, 'c');
  expect(await take()).toMatchObject({ after: 0, position: 1 });
});

test('a box is its system’s alone', async () => {
  const { context, own, id } = await opened();
  const other = await asSystem(context, 'm-0099000', 'other');
  for (const attempt of [
    (asking: Context) => takePage(asking, id, { limit: 1 }),
    (asking: Context) => acknowledge(asking, id, 0),
    (asking: Context) => goBack(asking, id, 0),
    (asking: Context) => restartMailbox(asking, id),
    (asking: Context) => closeMailbox(asking, id),
  ]) {
    await expect(attempt(other)).rejects.toMatchObject({ code: 'mailbox-unknown' });
    await expect(attempt(context.as({ kind: 'public' }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  }
  expect(await listMailboxes(other, { after: null, limit: 9 })).toEqual([]);
  expect(await listMailboxes(context, { after: null, limit: 9 })).toMatchObject([{ id }]);
  const operator = context.as({ kind: 'operator' });
  await expect(takePage(operator, id, { limit: 1 })).rejects.toMatchObject({ code: 'not-allowed' });
  await closeMailbox(own, id);
  await expect(getMailbox(own, id)).rejects.toMatchObject({ code: 'mailbox-unknown' });
});
