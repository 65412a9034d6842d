import { expect, test } from 'vitest';
import { books, openTerminal, refusalOf } from './testing/terminal.ts';

test('a resident crosses for half the price; the answer is given once, however often it is asked for', async () => {
  const terminal = await openTerminal();
  const request = { transactionId: 'crossing-1', crossings: 2, coffees: 1 };
  const answer = await terminal.authorise(request);
  expect(answer).toMatchObject({
    state: 'authorised',
    day: '2026-03-11',
    priceCents: 750,
    reliefCents: 300,
    recipientPaysCents: 450,
  });
  expect(await terminal.authorise(request)).toEqual(answer);
  expect(await books(terminal)).toMatchObject({
    transactions: 1,
    lines: 2,
    acts: 1,
    open: 1,
    postings: 0,
    usedUnits: 2,
    usedBudgetCents: 300,
  });
  const confirmed = await terminal.confirm('crossing-1');
  expect(confirmed).toMatchObject({ state: 'confirmed', late: false, reliefCents: 300 });
  expect(await books(terminal)).toMatchObject({ acts: 2, open: 0, postedCents: 300 });
});

test('200 parallel authorisations of one person against a quota of one give one success', async () => {
  const terminal = await openTerminal({ quotaUnits: 1 });
  const settled = await Promise.allSettled(Array.from({ length: 200 }, () => terminal.authorise()));
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const codes = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['no-relief-applies']));
  expect(await books(terminal)).toMatchObject({ transactions: 1, usedUnits: 1, clientIds: 1 });
});

test('the stranger without the relief is refused, and leaves nothing but a record of the audit', async () => {
  const terminal = await openTerminal();
  const { means } = terminal.ferry.outsider;
  expect(await refusalOf(terminal.authorise({ means }))).toBe('no-relief-applies');
  expect(await books(terminal)).toMatchObject({ transactions: 0, clientIds: 0, usedUnits: 0 });
  const records = await terminal.context.db.query<{ act: string }>(
    "select act from audit.records where act like 'transactions.%'",
  );
  expect(records).toEqual([{ act: 'transactions.authorise-refused' }]);
});
