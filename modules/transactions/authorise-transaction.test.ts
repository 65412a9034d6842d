import { expect, test } from 'vitest';
import { Refusal } from '../../platform/errors/refusal.ts';
import { ListQuery } from './api.ts';
import { identifyMeans, listTransactions, reconcileDay } from './index.ts';
import {
  books,
  newId,
  openTerminal,
  otherServer,
  refusalOf,
  type Terminal,
} from './testing/terminal.ts';

const place = await openTerminal({ residents: 20 });

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
  terminal.context.clock.advance(3_600_000);
  const sent = { ...request, terminalAt: '2026-03-11T12:00:00+02:00' };
  expect(await terminal.authorise(sent)).toEqual(answer);
  expect(await books(terminal)).toMatchObject({
    transactions: 1,
    lines: 2,
    acts: 1,
    open: 1,
    postings: 0,
    usedUnits: 2,
    usedBudgetCents: 300,
  });
});

test('one step authorises and confirms', async () => {
  const terminal = await openTerminal();
  const request = { transactionId: newId(), proof: { kind: 'ticket', number: '17' } };
  const answer = await terminal.oneStep(request);
  expect(answer).toMatchObject({ state: 'confirmed', reliefCents: 150 });
  expect(await terminal.oneStep(request)).toEqual(answer);
  expect(await books(terminal)).toMatchObject({ acts: 2, open: 0, postedCents: 150 });
});

test.each([
  [{ crossings: 2 }, ['lines[0].quantity']],
  [{ coffees: 1 }, ['lines[1]']],
  [{ terminal: 'pramis-2' }, ['terminal']],
  [{ means: 'VJ0000000015' }, ['means']],
  [{ terminalAt: '2026-03-11T10:00:01Z' }, ['terminalAt']],
])(
  'one id for other content (%j) is refused, and the fields are named',
  async (change, differs) => {
    const terminal = place.forNewPerson();
    const id = newId();
    await terminal.authorise({ transactionId: id });
    const refused = await terminal
      .authorise({ transactionId: id, ...change })
      .catch((error: unknown) => error as Refusal);
    expect(refused).toMatchObject({ code: 'transaction-id-reused', details: { differs } });
  },
);

test('an id of one step is not one of authorise', async () => {
  const terminal = place.forNewPerson();
  const id = newId();
  await terminal.oneStep({ transactionId: id });
  expect(await refusalOf(terminal.authorise({ transactionId: id }))).toBe('transaction-id-reused');
});

test('200 parallel authorisations of one person against a quota of one give one success', async () => {
  const terminal = await openTerminal({ quotaUnits: 1 });
  const settled = await Promise.allSettled(Array.from({ length: 200 }, () => terminal.authorise()));
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const codes = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['no-relief-applies']));
  expect(await books(terminal)).toMatchObject({ transactions: 1, usedUnits: 1, clientIds: 1 });
});

test('two servers at once: neither quota nor budget is exceeded, and the last cent is spent', async () => {
  const terminal = await openTerminal({ residents: 60, quotaUnits: 2, budgetCents: 4_321 });
  const second = otherServer(terminal);
  const settled = await Promise.allSettled(
    terminal.ferry.residents.flatMap(({ means }) => [
      terminal.oneStep({ means }),
      second.oneStep({ means }),
      second.oneStep({ means }),
    ]),
  );
  const codes = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['no-relief-applies']));
  expect(await books(terminal)).toMatchObject({ usedBudgetCents: 4_321, postedCents: 4_321 });
  const over = await terminal.context.db.query(
    'select from transactions.usage_counters where used > 2',
  );
  expect(over).toHaveLength(0);
});

test('a budget is exceeded neither line by line nor by a cent', async () => {
  const terminal = await openTerminal({ budgetCents: 200 });
  const answer = await terminal.authorise({
    lines: [
      { line: 'a', item: 'crossing', quantity: 1 },
      { line: 'b', item: 'crossing', quantity: 1 },
    ],
  });
  expect(answer.reliefCents).toBe(200);
  expect(answer.lines.map(({ reliefCents }) => reliefCents)).toEqual([150, 50]);
});

test('concurrent twins, here and at another server, become one transaction with one answer', async () => {
  const terminal = await openTerminal();
  const second = otherServer(terminal);
  const request = { transactionId: newId() };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? terminal : second).authorise(request)),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await books(terminal)).toMatchObject({ transactions: 1, usedUnits: 1, clientIds: 1 });
});

test('one basket that cannot be written takes no other along, and leaves nothing', async () => {
  const terminal = await openTerminal({ residents: 8 });
  await terminal.context.adminDb.query(
    `create function transactions.fail() returns trigger language plpgsql as
     $$ begin raise exception 'the machine dies here'; end $$`,
  );
  await terminal.context.adminDb.query(
    `create trigger fail before insert on transactions.postings for each row
     when (new.line = 'broken') execute function transactions.fail()`,
  );
  const settled = await Promise.allSettled(
    terminal.ferry.residents.map(({ means }, index) =>
      terminal.oneStep({
        means,
        lines: [{ line: index === 5 ? 'broken' : 'good', item: 'crossing', quantity: 1 }],
      }),
    ),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
  expect(await books(terminal)).toMatchObject({
    transactions: 7,
    acts: 14,
    clientIds: 7,
    usedUnits: 7,
    usedBudgetCents: 1_050,
    postedCents: 1_050,
  });
});

test('a single-use code is used once, however many terminals show it', async () => {
  const terminal = await openTerminal();
  await terminal.context.adminDb.query('update means.means set single_use = true');
  const second = otherServer(terminal);
  const settled = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? terminal : second).authorise()),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const codes = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['means-already-used']));
});

test('a relief that was asked for and did not apply has a public reason', async () => {
  const terminal = await openTerminal({ quotaUnits: 1 });
  const relief = terminal.ferry.agreementReliefId;
  const refusedWith = async (change: object) => {
    const refused = await terminal
      .authorise({ asked: [relief], ...change })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    return (refused as { details: { notApplied: { reason: string }[] } }).details.notApplied[0]
      ?.reason;
  };
  const { means } = terminal.ferry.outsider;
  expect(await refusedWith({ crossings: 0, coffees: 1 })).toBe('not-on-this-item');
  expect(await refusedWith({ crossings: 0, coffees: 1, means })).toBe('not-on-this-item');
  expect(await refusedWith({ means })).toBe('not-available');
  expect((await terminal.authorise({ asked: [relief] })).notApplied).toEqual([]);
  expect(await refusedWith({})).toBe('quota-used');
});

test('a basket that costs nothing is no use of a relief', async () => {
  const terminal = place.forNewPerson();
  const lines = [{ line: '1', item: 'crossing', quantity: 1, unitPriceCents: 0 }];
  expect(await refusalOf(terminal.authorise({ lines }))).toBe('no-relief-applies');
});

test('a relief of the whole price gives exactly zero', async () => {
  const terminal = await openTerminal({ percent: 100 });
  const lines = [{ line: '1', item: 'crossing', quantity: 2, unitPriceCents: 333 }];
  expect(await terminal.authorise({ lines })).toMatchObject({
    priceCents: 666,
    reliefCents: 666,
    recipientPaysCents: 0,
  });
});

test('what was authorised stays, whatever becomes of the instruction', async () => {
  const terminal = await openTerminal();
  const id = newId();
  await terminal.authorise({ transactionId: id, crossings: 2 });
  await terminal.context.adminDb.query(
    `update reliefs.instructions
     set content = jsonb_set(content, '{benefits,0,give,percent}', '1000')`,
  );
  await terminal.context.adminDb.query(
    'update entitlements.entitlements set superseded_at = now()',
  );
  expect(await terminal.confirm(id)).toMatchObject({ reliefCents: 300 });
  const refunded = await terminal.refund(id, {
    refundId: 'refund-1',
    lines: [{ line: '1', quantity: 1 }],
  });
  expect(refunded).toMatchObject({ reliefCents: 150 });
});

test('identify tells labels and classes, the same for nobody as for somebody without a relief here', async () => {
  const terminal = place.forNewPerson();
  const ask = (value: string) =>
    identifyMeans(terminal.asIds, {
      terminal: 'pramis-1',
      terminalAt: terminal.now(),
      means: { value },
    });
  const { residents, outsider } = terminal.ferry;
  expect(await ask(residents[0]?.means ?? '')).toEqual({
    reliefs: [
      {
        label: { lv: 'Prāmja atlaide', en: 'Ferry discount' },
        grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
        classes: ['ferry-crossing'],
      },
    ],
  });
  expect(await ask(outsider.means)).toEqual({ reliefs: [] });
  expect(await refusalOf(ask('NOBODYS-CARD'))).toBe('means-not-recognised');
});

test('a list is told page by page, and each transaction once', async () => {
  const terminal = await openTerminal({ quotaUnits: 50 });
  const ids: string[] = [];
  for (let count = 0; count < 7; count++) ids.push((await terminal.oneStep()).transactionId);
  const listed: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listTransactions(
      terminal.asIds,
      ListQuery.parse({ day: '2026-03-11', limit: 3, ...(cursor ? { cursor } : {}) }),
    );
    listed.push(...page.transactions.map(({ transactionId }) => transactionId));
    cursor = page.next;
  } while (cursor);
  expect(listed).toEqual(ids);
  const wrong = (query: object) =>
    refusalOf(listTransactions(terminal.asIds, ListQuery.parse(query)));
  expect(await wrong({})).toBe('period-wrong');
  expect(await wrong({ from: '2026-01-01', to: '2028-01-01' })).toBe('period-wrong');
  expect(await wrong({ day: '2026-03-11', cursor: 'wrong' })).toBe('cursor-wrong');
});

test('the totals of a day are compared, and what differs is named', async () => {
  const terminal = await openTerminal({ quotaUnits: 50 });
  const first = await terminal.oneStep({ crossings: 2 });
  const second = await terminal.oneStep();
  await terminal.refund(second.transactionId, { refundId: 'refund-1' });
  await terminal.authorise();
  const day = '2026-03-11';
  const right = {
    day,
    confirmed: { count: 2, priceCents: 900, reliefCents: 450 },
    refunded: { count: 1, reliefCents: 150 },
  };
  expect(await reconcileDay(terminal.asIds, right)).toMatchObject({ agrees: true });
  const transactions = [
    { transactionId: first.transactionId, reliefCents: 299 },
    { transactionId: 'never-arrived', reliefCents: 100 },
  ];
  const stated = {
    ...right,
    confirmed: { ...right.confirmed, reliefCents: 399 },
    transactions,
  };
  const twice = { ...stated, transactions: [...transactions, ...transactions] };
  await expect(reconcileDay(terminal.asIds, twice)).rejects.toMatchObject({
    code: 'transaction-repeated',
  });
  expect((await reconcileDay(terminal.asIds, stated)).differences).toEqual([
    { what: 'confirmed-relief-cents', stated: 399, counted: 450 },
    {
      what: 'transaction-relief-cents',
      transactionId: first.transactionId,
      stated: 299,
      counted: 300,
    },
    { what: 'transaction-not-here', transactionId: 'never-arrived', stated: 100, counted: null },
    {
      what: 'transaction-not-stated',
      transactionId: second.transactionId,
      stated: null,
      counted: 150,
    },
  ]);
});
