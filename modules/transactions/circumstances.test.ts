import { expect, test } from 'vitest';
import { getOwnTransaction, listOwnTransactions } from './index.ts';
import { addRelief } from './testing/add-relief.ts';
import {
  books,
  newId,
  openTerminal,
  otherServer,
  refusalOf,
  type Terminal,
} from './testing/terminal.ts';

const place = await openTerminal({ residents: 30 });
let codes = 0;

/** A resident whom nobody has served, with one relief: a tenth off each coffee à 1.50, when … */
async function resident(when: string, more = ''): Promise<{ terminal: Terminal; relief: string }> {
  const terminal = place.forNewPerson();
  const { value } = terminal.basket().means;
  const version = `
    benefits:
      - { on: [grocery], when: ${when}, give: { percent: 10 } }${more}`;
  codes += 1;
  const { agreementReliefId } = await addRelief(terminal, {
    code: `WHEN-${codes}`,
    version,
    residents: [place.ferry.residents.findIndex(({ means }) => means === value)],
  });
  return { terminal, relief: agreementReliefId };
}

const COFFEE = { crossings: 0, coffees: 1 };
const COMPANION = [
  { line: '1', item: 'coffee', quantity: 1 },
  { line: '2', item: 'crossing', quantity: 1, whose: 'companion' },
];

test.each<[string, string, object, string]>([
  ['a coupon, in small letters', '{ coupon: [SPRING-26] }', { coupons: ['spring-26'] }, 'applied'],
  ['another coupon', '{ coupon: [SPRING-26] }', { coupons: ['AUTUMN'] }, 'coupon-not-shown'],
  ['at the pier', '{ places: [piestatne] }', {}, 'applied'],
  ['in the municipality of its parish', "{ places: ['0099000'] }", {}, 'applied'],
  ['elsewhere', "{ places: ['0001000'] }", {}, 'not-at-this-place'],
  ['a companion who has a line', '{ companions: { from: 1 } }', { lines: COMPANION }, 'applied'],
  ['two who have none', '{ companions: { from: 2 } }', { companions: 2 }, 'applied'],
  ['nobody along', '{ companions: { from: 1 } }', {}, 'basket-does-not-fit'],
  ['none, though one has a line', '{ companions: { below: 1 } }', { companions: 0 }, 'applied'],
  ['enough in the basket', '{ basket: { price: { from: 4.50 } } }', { coffees: 3 }, 'applied'],
  ['too little', '{ basket: { price: { from: 4.50 } } }', { coffees: 2 }, 'basket-does-not-fit'],
  ['the wrong day', '{ weekdays: [sunday] }', {}, 'not-at-this-time'],
  ['another means', '{ means: [eid-card] }', {}, 'means-not-accepted'],
])('%s', async (_, when, more, reason) => {
  const { terminal, relief } = await resident(when);
  const asked = { ...COFFEE, asked: [relief], ...more };
  const answer = await terminal.authorise(asked).catch((error: { details: unknown }) => error);
  const { notApplied = [], details } = answer as {
    notApplied?: { reason: string }[];
    details?: { notApplied: { reason: string }[] };
  };
  expect([...notApplied, ...(details?.notApplied ?? [])].map((one) => one.reason)).toEqual(
    reason === 'applied' ? [] : [reason],
  );
});

test('where and with what it was bought is kept with the explanation', async () => {
  const { terminal } = await resident('{ coupon: [SPRING-26] }');
  await terminal.oneStep({ ...COFFEE, coupons: ['Spring-26'], companions: 3 });
  const [row] = await terminal.context.db.query<{ occasion: object }>(
    `select explanation -> 'occasion' as occasion from transactions.transactions
     order by id desc limit 1`,
  );
  expect(row?.occasion).toMatchObject({
    places: ['piestatne', '0099110', '0099000'],
    coupons: ['SPRING-26'],
    companions: 3,
  });
});

test('the first use of the day is given once, however many terminals ask at once', async () => {
  const { terminal } = await resident('{ firstUse: day }');
  const second = otherServer(terminal);
  const settled = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? terminal : second).oneStep(COFFEE)),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  terminal.context.clock.advance(24 * 3_600_000);
  expect((await terminal.oneStep(COFFEE)).reliefCents).toBe(15);
});

test('from the second use on: the first gives less, and one that is refunded is none', async () => {
  const more =
    '\n      - { on: [grocery], when: { not: { firstUse: day } }, give: { percent: 40 } }';
  const { terminal } = await resident('{ firstUse: day }', more);
  const first = await terminal.oneStep(COFFEE);
  expect(first.reliefCents).toBe(15);
  expect((await terminal.oneStep(COFFEE)).reliefCents).toBe(60);
  await terminal.refund(first.transactionId, { refundId: 'refund-1' });
  expect((await terminal.oneStep(COFFEE)).reliefCents).toBe(60);
});

test('what was used stays used after a refund, where the instruction says so; a cancel gives it back', async () => {
  const { terminal } = await resident(
    '{ day: working-day }',
    `
    quotas: [{ per: person, in: day, units: 3 }]
    budget: { amount: 100, in: year }
    refund: keep-used`,
  );
  const before = await books(terminal);
  const used = async () => {
    const { usedBudgetCents, postedCents } = await books(terminal);
    return [usedBudgetCents - before.usedBudgetCents, postedCents - before.postedCents];
  };
  const id = newId();
  await terminal.authorise({ transactionId: id, crossings: 0, coffees: 2 });
  await terminal.cancel(id);
  expect(await used()).toEqual([0, 0]);
  const sold = await terminal.oneStep({ crossings: 0, coffees: 2 });
  const lines = [{ line: '2', quantity: 1 }];
  const refunded = await terminal.refund(sold.transactionId, { refundId: 'refund-1', lines });
  expect(refunded).toMatchObject({ reliefCents: 15 });
  expect(await used()).toEqual([30, 15]);
  await terminal.refund(sold.transactionId, { refundId: 'refund-2' });
  expect(await used()).toEqual([30, 0]);
  expect((await terminal.oneStep({ crossings: 0, coffees: 3 })).reliefCents).toBe(15);
});

const ON_PROOF = `
    quotas: [{ per: person, in: day, units: 2 }]
    budget: { amount: 100, in: year }
    paid: afterwards
    onProof: true`;
const PROOF = { kind: 'receipt', number: '771' };

test('a compensation on proof of purchase is booked with the proof, and only then', async () => {
  const { terminal, relief } = await resident('{ day: working-day }', ON_PROOF);
  const before = await books(terminal);
  const booked = async () => {
    const { usedBudgetCents, postedCents } = await books(terminal);
    return [usedBudgetCents - before.usedBudgetCents, postedCents - before.postedCents];
  };
  const [without, withIt] = [newId(), newId()];
  const basket = { crossings: 1, coffees: 2 };
  const authorised = await terminal.authorise({ transactionId: without, ...basket });
  expect(authorised).toMatchObject({ reliefCents: 150, compensationCents: 30 });
  expect(await terminal.confirm(without)).toMatchObject({
    reliefCents: 150,
    compensationCents: 0,
    uncompensatedCents: 30,
  });
  expect(await booked()).toEqual([150, 150]);
  // Its quota is free again.
  await terminal.authorise({ transactionId: withIt, ...basket, crossings: 0 });
  const confirmed = await terminal.confirm(withIt, { proof: PROOF });
  expect(confirmed).toMatchObject({ compensationCents: 30, proof: PROOF });
  expect(confirmed).not.toHaveProperty('uncompensatedCents');
  expect(await booked()).toEqual([180, 180]);
  expect(await terminal.refund(without, { refundId: 'refund-1' })).toMatchObject({
    reliefCents: 150,
    compensationCents: 0,
  });
  expect(await terminal.refund(withIt, { refundId: 'refund-1' })).toMatchObject({
    compensationCents: 30,
  });
  expect(await booked()).toEqual([0, 0]);

  expect(await refusalOf(terminal.oneStep(COFFEE))).toBe('no-relief-applies');
  const told = await terminal.oneStep({ ...basket, asked: [relief] });
  expect(told.notApplied).toMatchObject([{ reason: 'proof-missing' }]);
  expect(await terminal.oneStep({ ...COFFEE, proof: PROOF })).toMatchObject({
    compensationCents: 15,
  });
  const personId = place.ferry.residents.find(
    ({ means }) => means === terminal.basket().means.value,
  )?.id;
  const me = terminal.context.as({
    kind: 'recipient',
    personId: personId ?? '',
    sessionId: 'session',
  });
  await terminal.authorise(COFFEE);
  const rows = (await listOwnTransactions(me, { limit: 5 })).transactions;
  const own = await Promise.all(rows.map(({ id }) => getOwnTransaction(me, id)));
  const [, , withoutProof] = own;
  expect(withoutProof?.reasons.map(({ code }) => code)).toContain('proof-missing');
  const proofs = own.map(({ lines }) =>
    lines.flatMap(({ applied }) => applied.flatMap(({ proof }) => proof ?? [])),
  );
  expect(proofs).toEqual([['awaited'], [], [], [], ['missing']]);
});
