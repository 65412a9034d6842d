import { expect, test } from 'vitest';
import { announceBudgets } from './budgets/announce-budgets.ts';
import { listBudgets, readOwnUsage } from './index.ts';
import { addRelief } from './testing/add-relief.ts';
import { openTerminal, refusalOf, type Terminal } from './testing/terminal.ts';

const DAY_MS = 24 * 3_600_000;

/** The whole price of coffees à 1.50, of 15 euros in the year. */
const version = `
    benefits:
      - { on: [grocery], give: { percent: 100 } }
    budget: { amount: 15, in: year, warnAt: [50, 80] }`;

async function townOf(terminal: Terminal) {
  const { budgets } = await listBudgets(terminal.context.as({ kind: 'operator' }));
  return budgets.find(({ reliefs }) => reliefs.includes('TOWN'));
}

async function coffees(terminal: Terminal, count: number): Promise<void> {
  await terminal.oneStep({ crossings: 0, coffees: count });
}

test('each level is announced once, with the day on which it will end; and so is the end', async () => {
  const terminal = await openTerminal();
  const { context, ferry } = terminal;
  const person = ferry.residents[0]?.id ?? '';
  const me = context.as({ kind: 'recipient', personId: person, sessionId: 'session' });
  await addRelief(terminal, { code: 'TOWN', version, residents: [0] });
  await coffees(terminal, 2);
  expect(await announceBudgets(context)).toBe(0);
  expect((await readOwnUsage(me)).budgets).toEqual([]);

  context.clock.advance(10 * DAY_MS);
  await coffees(terminal, 4);
  expect(await announceBudgets(context)).toBe(1);
  expect(await announceBudgets(context)).toBe(0);
  // 6.00 in ten days, 6.00 are left.
  expect(await townOf(terminal)).toMatchObject({
    usedCents: 900,
    totalCents: 1_500,
    forecastDay: '2026-03-31',
    notices: [{ level: 50, usedCents: 900, forecastDay: '2026-03-31' }],
  });
  expect((await readOwnUsage(me)).budgets).toMatchObject([
    { text: { en: 'The grantor’s budget for this period is nearly used up.' } },
  ]);

  context.clock.advance(DAY_MS);
  await coffees(terminal, 9);
  expect(await announceBudgets(context)).toBe(2);
  const town = await townOf(terminal);
  expect(town?.notices.map(({ level }) => level)).toEqual([50, 80, 100]);
  expect(town).toMatchObject({ usedCents: 1_500, forecastDay: null });
  expect((await readOwnUsage(me)).budgets).toMatchObject([
    { text: { en: 'The grantor’s budget for this period is used up.' } },
  ]);
});

test('a budget that was raised is announced again when it reaches a level of what it is now', async () => {
  const terminal = await openTerminal();
  const { context } = terminal;
  await addRelief(terminal, { code: 'TOWN', version, residents: [0] });
  await coffees(terminal, 10);
  expect(await announceBudgets(context)).toBe(3);
  await context.adminDb.query(
    `update transactions.budgets set total_cents = 2500, rest_cents = rest_cents + 1000
     where total_cents = 1500`,
  );
  expect(await announceBudgets(context)).toBe(1);
  expect(await announceBudgets(context)).toBe(0);
  expect((await townOf(terminal))?.notices).toMatchObject([
    { level: 50, usedCents: 1_500, totalCents: 2_500 },
    { level: 80, usedCents: 1_500, totalCents: 1_500 },
    { level: 100, usedCents: 1_500, totalCents: 1_500 },
  ]);
});

test('officials see the budgets of their own grantor, the operator all, and others none', async () => {
  const terminal = await openTerminal();
  const { context, ferry } = terminal;
  await terminal.oneStep();
  const official = (id: string) =>
    context.as({
      kind: 'official',
      officialId: context.ids.next(),
      organisation: { id, code: 'm-0099000' },
      roles: ['editor'],
    });
  const own = await listBudgets(official(ferry.municipalityId));
  expect(own.budgets).toMatchObject([
    { reliefs: ['VEJAINE-FERRY'], usedCents: 150, territory: null, period: 'year' },
  ]);
  expect((await listBudgets(official(ferry.providerId))).budgets).toEqual([]);
  expect((await listBudgets(context.as({ kind: 'operator' }))).budgets).toHaveLength(1);
  expect(await refusalOf(listBudgets(terminal.asIds))).toBe('not-allowed');
  expect(await refusalOf(listBudgets(context.as({ kind: 'public' })))).toBe('not-allowed');
  const [budget] = own.budgets;
  const after = `${budget?.to}~${budget?.id}`;
  expect((await listBudgets(official(ferry.municipalityId), { after })).budgets).toEqual([]);
});
