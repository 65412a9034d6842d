import { expect, test } from 'vitest';
import { getOwnTransaction, listOwnTransactions, readOwnUsage } from './index.ts';
import { addRelief } from './testing/add-relief.ts';
import { books, newId, openTerminal, refusalOf, type Terminal } from './testing/terminal.ts';

const POINTS = `
    benefits:
      - { on: [grocery], give: { pointForEvery: 1 } }
      - { on: [grocery], give: { spendPoints: 10, worth: 1 } }`;

async function balance(terminal: Terminal): Promise<number | undefined> {
  const personId = terminal.ferry.residents[0]?.id ?? '';
  const me = terminal.context.as({ kind: 'recipient', personId, sessionId: 'session' });
  return (await readOwnUsage(me)).points[0]?.balance;
}

test('points are earned when it is confirmed, spent when it is authorised, and come back', async () => {
  const terminal = await openTerminal();
  await addRelief(terminal, { code: 'POINTS', version: POINTS, residents: [0] });
  const coffees = { crossings: 0, coffees: 10 };
  const first = await terminal.authorise(coffees);
  expect(first).toMatchObject({ pointsEarned: 15, reliefCents: 0 });
  expect(await balance(terminal)).toBe(0);
  await terminal.confirm(first.transactionId);
  expect(await balance(terminal)).toBe(15);

  const second = await terminal.authorise({ ...coffees, spendPoints: 10 });
  expect(second).toMatchObject({ pointsSpent: 10, reliefCents: 100, pointsEarned: 14 });
  expect(await balance(terminal)).toBe(5);
  await terminal.cancel(second.transactionId);
  expect(await balance(terminal)).toBe(15);

  const third = await terminal.oneStep({ ...coffees, spendPoints: 10 });
  expect(await balance(terminal)).toBe(15 - 10 + 14);
  const half = { refundId: 'refund-1', lines: [{ line: '2', quantity: 5 }] };
  await terminal.refund(third.transactionId, half);
  expect(await balance(terminal)).toBe(15 - 5 + 7);
  await terminal.refund(third.transactionId, { refundId: 'refund-2' });
  expect(await balance(terminal)).toBe(15);
  expect(await books(terminal)).toMatchObject({ postedCents: 0 });
});

test('points are not spent twice, however many terminals ask at once', async () => {
  const terminal = await openTerminal();
  await addRelief(terminal, { code: 'POINTS', version: POINTS, residents: [0] });
  await terminal.oneStep({ crossings: 0, coffees: 7 });
  expect(await balance(terminal)).toBe(10);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      terminal.authorise({ crossings: 0, coffees: 1, spendPoints: 10 }),
    ),
  );
  expect(answers.reduce((sum, { pointsSpent }) => sum + pointsSpent, 0)).toBe(10);
  expect(await balance(terminal)).toBe(0);
});

const HOUSEHOLD = `
    benefits:
      - { on: [grocery], give: { recipientPays: 0.50 } }
    quotas:
      - { per: household, in: month, units: 3 }`;

test('a quota of a household is one for all its members', async () => {
  const terminal = await openTerminal();
  const householdId = terminal.context.ids.next();
  const relief = { code: 'HOUSEHOLD', version: HOUSEHOLD, residents: [0, 1], householdId };
  await addRelief(terminal, relief);
  const settled = await Promise.allSettled(
    terminal.ferry.residents.flatMap(({ means }) =>
      Array.from({ length: 5 }, () => terminal.oneStep({ means, crossings: 0, coffees: 1 })),
    ),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await books(terminal)).toMatchObject({ usedUnits: 3, postedCents: 300 });
});

const SHARED = `
    benefits:
      - { on: [grocery], give: { percent: 100 } }
    shares:
      - { grantor: vejaines-pramis, amount: 0.77 }
      - { grantor: m-0099000, rest: true }`;

test('two grantors share: each owes its part, and a refund takes back the same cents', async () => {
  const terminal = await openTerminal();
  await terminal.context.adminDb.query(
    `update persons.organisations set roles = array['grantor', 'provider']`,
  );
  await addRelief(terminal, { code: 'SHARED', version: SHARED, residents: [0] });
  const answer = await terminal.oneStep({ crossings: 0, coffees: 3 });
  expect(answer.recipientPaysCents).toBe(0);
  expect(answer.lines[0]?.applied[0]?.grantors.map(({ amountCents }) => amountCents)).toEqual([
    231, 219,
  ]);
  const owed = async () =>
    await terminal.context.db.query<{ cents: number }>(
      `select sum(amount_cents)::bigint as cents from transactions.postings
       group by grantor_id order by grantor_id`,
    );
  const whole = (await owed()).map(({ cents }) => cents).sort();
  expect(whole).toEqual([219, 231]);
  for (const refundId of ['refund-1', 'refund-2', 'refund-3']) {
    const lines = [{ line: '2', quantity: 1 }];
    const refunded = await terminal.refund(answer.transactionId, { refundId, lines });
    expect(refunded).toMatchObject({ reliefCents: 150, recipientPaysCents: 0 });
  }
  expect((await owed()).map(({ cents }) => cents)).toEqual([0, 0]);
});

const AFTERWARDS = `
    benefits:
      - { on: [grocery], give: { percent: 60 } }
    paid: afterwards`;

test('what is compensated afterwards is owed to the recipient, who pays the whole price', async () => {
  const terminal = await openTerminal();
  await addRelief(terminal, { code: 'AFTERWARDS', version: AFTERWARDS, residents: [0] });
  const id = newId();
  const answer = await terminal.authorise({ transactionId: id, crossings: 1, coffees: 2 });
  expect(answer).toMatchObject({
    reliefCents: 150,
    recipientPaysCents: 450,
    compensationCents: 180,
  });
  const confirmed = await terminal.confirm(id, { lines: [{ line: '2', quantity: 1 }] });
  expect(confirmed).toMatchObject({ recipientPaysCents: 300, compensationCents: 90 });
  const postings = await terminal.context.db.query(
    'select creditor, amount_cents as cents from transactions.postings order by creditor',
  );
  expect(postings).toEqual([
    { creditor: 'provider', cents: 150 },
    { creditor: 'recipient', cents: 90 },
  ]);
  const personId = terminal.ferry.residents[0]?.id ?? '';
  const me = terminal.context.as({ kind: 'recipient', personId, sessionId: 'session' });
  const [row] = (await listOwnTransactions(me, { limit: 1 })).transactions;
  expect(row?.reliefs.map(({ en }) => en).sort()).toEqual([
    'Ferry discount for residents of Vējaine',
    'Invented AFTERWARDS',
  ]);
  const own = await getOwnTransaction(me, row?.id ?? '');
  expect(own.reasons.filter(({ code }) => code === 'applied')).toHaveLength(2);
  expect(own.optimality).toEqual({ proven: true });
  expect(own.lines[1]?.applied).toMatchObject([{ paid: 'afterwards', amountCents: 180 }]);
  const lines = [{ line: '2', quantity: 1 }];
  const refunded = await terminal.refund(id, { refundId: 'refund-1', lines });
  expect(refunded).toMatchObject({ recipientPaysCents: 150, compensationCents: 90 });
});

test('a relief that lost to another is told with its winner in the public reason', async () => {
  const terminal = await openTerminal();
  const group = (percent: number) => `
    benefits:
      - { on: [grocery], give: { percent: ${percent} } }
    exclusionGroup: coffee`;
  const small = await addRelief(terminal, { code: 'SMALL', version: group(10), residents: [0] });
  const large = await addRelief(terminal, { code: 'LARGE', version: group(20), residents: [0] });
  const asked = [small.agreementReliefId, large.agreementReliefId];
  const answer = await terminal.authorise({ crossings: 0, coffees: 1, asked });
  expect(answer.reliefCents).toBe(30);
  expect(answer.notApplied).toMatchObject([
    { relief: small.agreementReliefId, reason: 'another-applied' },
  ]);
  expect(await refusalOf(terminal.authorise({ asked: [small.reliefId] }))).toBe(
    'relief-not-agreed',
  );
});
