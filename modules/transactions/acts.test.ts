import { expect, test } from 'vitest';
import { transactionErrors } from './errors.ts';
import { deleteOldClientIds, expireTransactions, getTransaction } from './index.ts';
import { books, newId, openTerminal, refusalOf, type Terminal } from './testing/terminal.ts';

const HALF_AN_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;

const place = await openTerminal({ residents: 60 });

/** Ways to bring a transaction of two crossings into a state. */
const STATES = {
  unknown: async () => newId(),
  marked: async (terminal: Terminal) => {
    const id = newId();
    await terminal.cancel(id);
    return id;
  },
  authorised: async (terminal: Terminal) => await authorised(terminal),
  confirmed: async (terminal: Terminal) => {
    const id = await authorised(terminal);
    await terminal.confirm(id);
    return id;
  },
  'confirmed in one step': async (terminal: Terminal) =>
    (await terminal.oneStep({ crossings: 2 })).transactionId,
  cancelled: async (terminal: Terminal) => {
    const id = await authorised(terminal);
    await terminal.cancel(id);
    return id;
  },
  expired: async (terminal: Terminal) => {
    const id = await authorised(terminal);
    terminal.context.clock.advance(HALF_AN_HOUR_MS);
    await expireTransactions(terminal.context);
    return id;
  },
  'refunded in part': async (terminal: Terminal) => {
    const id = (await terminal.oneStep({ crossings: 2 })).transactionId;
    await terminal.refund(id, { refundId: 'refund-1', lines: [{ line: '1', quantity: 1 }] });
    return id;
  },
  refunded: async (terminal: Terminal) => {
    const id = (await terminal.oneStep({ crossings: 2 })).transactionId;
    await terminal.refund(id, { refundId: 'refund-1' });
    return id;
  },
} as const;

async function authorised(terminal: Terminal): Promise<string> {
  return (await terminal.authorise({ crossings: 2 })).transactionId;
}

const VERBS = {
  confirm: (terminal: Terminal, id: string) => terminal.confirm(id),
  'confirm other content': (terminal: Terminal, id: string) =>
    terminal.confirm(id, { proof: { kind: 'ticket', number: '1' } }),
  cancel: (terminal: Terminal, id: string) => terminal.cancel(id),
  refund: (terminal: Terminal, id: string) => terminal.refund(id, { refundId: 'refund-2' }),
} as const;

test.each<[keyof typeof STATES, keyof typeof VERBS, string]>([
  ['unknown', 'confirm', 'transaction-unknown'],
  ['unknown', 'refund', 'transaction-unknown'],
  ['marked', 'confirm', 'already-cancelled'],
  ['marked', 'refund', 'already-cancelled'],
  ['marked', 'cancel', 'not refused'],
  ['authorised', 'refund', 'not-confirmed'],
  ['confirmed', 'confirm', 'not refused'],
  ['confirmed', 'confirm other content', 'already-confirmed'],
  ['confirmed', 'cancel', 'already-confirmed'],
  ['confirmed', 'refund', 'not refused'],
  ['confirmed in one step', 'confirm', 'already-confirmed'],
  ['confirmed in one step', 'cancel', 'already-confirmed'],
  ['cancelled', 'cancel', 'not refused'],
  ['cancelled', 'confirm', 'already-cancelled'],
  ['cancelled', 'refund', 'already-cancelled'],
  ['expired', 'confirm', 'not refused'],
  ['expired', 'cancel', 'transaction-expired'],
  ['expired', 'refund', 'transaction-expired'],
  ['refunded in part', 'cancel', 'already-confirmed'],
  ['refunded in part', 'refund', 'not refused'],
  ['refunded', 'refund', 'already-refunded'],
  ['refunded', 'confirm', 'already-refunded'],
  ['refunded', 'cancel', 'already-refunded'],
])('%s, then %s: %s', async (state, verb, code) => {
  const terminal = place.forNewPerson();
  const id = await STATES[state](terminal);
  const before = await books(terminal);
  expect(await refusalOf(VERBS[verb](terminal, id))).toBe(code);
  if (code !== 'not refused') expect(await books(terminal)).toEqual(before);
});

test('every act repeated gets its first answer, at any later time', async () => {
  const terminal = place.forNewPerson();
  const id = await authorised(terminal);
  const confirm = { lines: [{ line: '1', quantity: 1 }] };
  const confirmed = await terminal.confirm(id, confirm);
  const refund = { refundId: 'refund-1', lines: [{ line: '1', quantity: 1 }] };
  const refunded = await terminal.refund(id, refund);
  const before = await books(terminal);
  terminal.context.clock.advance(DAY_MS);
  expect(await terminal.confirm(id, confirm)).toEqual(confirmed);
  expect(await terminal.refund(id, refund)).toEqual(refunded);
  expect(await refusalOf(terminal.refund(id, { refundId: 'refund-1' }))).toBe('refund-id-reused');
  expect(await books(terminal)).toEqual(before);
  const other = (await terminal.authorise()).transactionId;
  const cancelled = await terminal.cancel(other);
  terminal.context.clock.advance(DAY_MS);
  expect(await terminal.cancel(other)).toEqual(cancelled);
});

test('confirming less gives back the rest; refunding unit by unit gives back every cent once', async () => {
  const terminal = await openTerminal({ quotaUnits: 3, percent: 33 });
  const id = newId();
  await terminal.authorise({ transactionId: id, crossings: 3 });
  expect(await books(terminal)).toMatchObject({ usedUnits: 3, usedBudgetCents: 297 });
  const confirmed = await terminal.confirm(id, { lines: [{ line: '1', quantity: 2 }] });
  expect(confirmed).toMatchObject({ priceCents: 600, reliefCents: 198, recipientPaysCents: 402 });
  expect(await books(terminal)).toMatchObject({
    usedUnits: 2,
    usedBudgetCents: 198,
    postedCents: 198,
  });
  const one = [{ line: '1', quantity: 1 }];
  await terminal.refund(id, { refundId: 'refund-a', lines: one });
  const tooMuch = [{ line: '1', quantity: 2 }];
  expect(await refusalOf(terminal.refund(id, { refundId: 'refund-b', lines: tooMuch }))).toBe(
    'refund-exceeds-confirmed',
  );
  const rest = await terminal.refund(id, { refundId: 'refund-c' });
  expect(rest).toMatchObject({ state: 'refunded', priceCents: 300, reliefCents: 99 });
  expect(await books(terminal)).toMatchObject({ usedUnits: 0, usedBudgetCents: 0, postedCents: 0 });
});

test.each([
  [{ lines: [{ line: '1', quantity: 3 }] }, 'confirm-exceeds-authorised'],
  [{ lines: [{ line: '7', quantity: 1 }] }, 'line-unknown'],
  [{ lines: [{ line: '1', quantity: 0 }] }, 'nothing-to-confirm'],
  [
    {
      lines: [
        { line: '1', quantity: 1 },
        { line: '1', quantity: 1 },
      ],
    },
    'line-repeated',
  ],
  [{ terminalAt: '2026-12-31T10:10:00Z' }, 'terminal-clock-wrong'],
])('a confirm that cannot be: %j', async (change, code) => {
  const terminal = place.forNewPerson();
  const id = await authorised(terminal);
  const before = await books(terminal);
  expect(await refusalOf(terminal.confirm(id, change))).toBe(code);
  expect(await books(terminal)).toEqual(before);
});

test('an act from before the transaction has a wrong clock: no book of an earlier day changes', async () => {
  const terminal = place.forNewPerson();
  const id = await authorised(terminal);
  const early = { terminalAt: '1990-01-01T00:00:00Z' };
  expect(await refusalOf(terminal.confirm(id, early))).toBe('terminal-clock-wrong');
  await terminal.confirm(id);
  const before = await books(terminal);
  const refund = { refundId: 'refund-1', ...early };
  expect(await refusalOf(terminal.refund(id, refund))).toBe('terminal-clock-wrong');
  expect(await books(terminal)).toEqual(before);
});

test('an authorisation expires and gives back; a late confirm takes again and is marked', async () => {
  const terminal = await openTerminal();
  const id = await STATES.expired(terminal);
  expect(await books(terminal)).toMatchObject({ usedUnits: 0, usedBudgetCents: 0, open: 0 });
  expect((await getTransaction(terminal.asIds, id)).state).toBe('expired');
  expect(await terminal.confirm(id)).toMatchObject({ late: true, reliefCents: 300 });
  expect(await books(terminal)).toMatchObject({
    usedUnits: 2,
    usedBudgetCents: 300,
    postedCents: 300,
  });
});

test('a late confirm is refused when others took the quota or the budget', async () => {
  const quota = await openTerminal({ quotaUnits: 2 });
  const first = await STATES.expired(quota);
  await quota.oneStep({ crossings: 1 });
  expect(await refusalOf(quota.confirm(first))).toBe('transaction-expired');
  expect(await quota.confirm(first, { lines: [{ line: '1', quantity: 1 }] })).toMatchObject({
    late: true,
  });
  const budget = await openTerminal({ budgetCents: 300 });
  const second = await STATES.expired(budget);
  await budget.oneStep({ means: budget.ferry.residents[1]?.means ?? '' });
  const before = await books(budget);
  expect(await refusalOf(budget.confirm(second))).toBe('transaction-expired');
  expect(await books(budget)).toEqual(before);
});

test('the job has not run yet: what is still reserved is confirmed, and marked late', async () => {
  const terminal = await openTerminal();
  const id = await authorised(terminal);
  terminal.context.clock.advance(HALF_AN_HOUR_MS);
  expect(await terminal.confirm(id)).toMatchObject({ late: true });
  expect(await expireTransactions(terminal.context)).toBe(0);
  expect(await books(terminal)).toMatchObject({ usedUnits: 2, open: 0 });
});

test('of a confirm, a cancel and an expiry that race, exactly one wins', async () => {
  const terminal = await openTerminal({ quotaUnits: 100, residents: 1 });
  for (let round = 0; round < 10; round++) {
    const id = await authorised(terminal);
    terminal.context.clock.advance(HALF_AN_HOUR_MS);
    const codes = await Promise.all([
      refusalOf(terminal.confirm(id)),
      refusalOf(terminal.cancel(id)),
      expireTransactions(terminal.context).then(() => 'job'),
    ]);
    const { acts, state } = await getTransaction(terminal.asIds, id);
    const final = acts.filter(({ kind }) => kind === 'confirmed' || kind === 'cancelled');
    expect(final, codes.join()).toHaveLength(1);
    if (state === 'confirmed') await terminal.refund(id, { refundId: `refund-${round}` });
  }
  expect(await books(terminal)).toMatchObject({ usedUnits: 0, usedBudgetCents: 0, postedCents: 0 });
});

test('a cancel whose authorise never arrived refuses it later', async () => {
  const terminal = place.forNewPerson();
  const id = newId();
  expect(await terminal.cancel(id)).toMatchObject({ known: false, state: 'cancelled' });
  expect(await refusalOf(terminal.authorise({ transactionId: id }))).toBe(
    'transaction-cancelled-before',
  );
  expect(await refusalOf(getTransaction(terminal.asIds, id))).toBe('transaction-unknown');
});

test('client ids are kept for their retention, and what is older is never run again', async () => {
  const terminal = await openTerminal();
  const request = { transactionId: newId(), terminalAt: terminal.now() };
  await terminal.authorise(request);
  terminal.context.clock.advance(34 * DAY_MS);
  expect(await deleteOldClientIds(terminal.context)).toBe(0);
  terminal.context.clock.advance(2 * DAY_MS + 3_600_000);
  expect(await deleteOldClientIds(terminal.context)).toBe(1);
  expect(await refusalOf(terminal.authorise(request))).toBe('transaction-id-too-old');
  const { transactionId } = request;
  expect(await refusalOf(terminal.refund(transactionId, { refundId: 'refund-1' }))).toBe(
    'transaction-unknown',
  );
  for (const language of ['lv', 'en'] as const) {
    expect(transactionErrors['transaction-unknown'][language]).toContain('35');
  }
  expect(await books(terminal)).toMatchObject({ transactions: 1, clientIds: 0 });
});
