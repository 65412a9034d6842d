import { expect, test } from 'vitest';
import { addRelief } from './testing/add-relief.ts';
import { newId, openTerminal, otherServer, refusalOf, type Terminal } from './testing/terminal.ts';

const DAY_MS = 24 * 3_600_000;

/** A coffee à 1.50 costs 0.50: each unit is a relief of 1.00. */
const version = (quotas: string, more = '') => `
    benefits:
      - { on: [grocery], give: { recipientPays: 0.50 }${more} }
    quotas: [${quotas}]`;

const place = await openTerminal({ residents: 40 });
let codes = 0;

/** A resident whom nobody has served, with one relief that has these quotas. */
async function resident(quotas: string, more = ''): Promise<Terminal> {
  const terminal = place.forNewPerson();
  const residents = [place.ferry.residents.findIndex(({ means }) => means === meansOf(terminal))];
  codes += 1;
  await addRelief(terminal, { code: `QUOTA-${codes}`, version: version(quotas, more), residents });
  return terminal;
}

function meansOf(terminal: Terminal): string {
  return terminal.basket().means.value;
}

/** Units that coffees of one transaction get; 0 when it is refused. */
async function units(terminal: Terminal, coffees: number, more = {}): Promise<number> {
  const asked = terminal.oneStep({ crossings: 0, coffees, ...more });
  return await asked.then(
    ({ reliefCents }) => reliefCents / 100,
    (error: { code: string }) => (error.code === 'no-relief-applies' ? 0 : Number.NaN),
  );
}

async function at(terminal: Terminal, day: string): Promise<void> {
  const { clock } = terminal.context;
  clock.advance(new Date(`${day}T10:00:00Z`).getTime() - clock.now().getTime());
}

/** What is asked for on each day, and what comes of it. Days go on from the ones before. */
test.each<[string, string, [string, number, number][]]>([
  [
    'one use a day, however many units',
    '{ per: person, in: day, uses: 1 }',
    [
      ['2026-03-11', 3, 3],
      ['2026-03-11', 1, 0],
      ['2026-03-12', 1, 1],
    ],
  ],
  [
    'a week begins on Monday',
    '{ per: person, in: week, units: 2 }',
    [
      ['2026-03-13', 3, 2],
      ['2026-03-15', 1, 0],
      ['2026-03-16', 1, 1],
    ],
  ],
  [
    'a rolling window gives back what it leaves behind, day by day',
    '{ per: person, in: { rollingDays: 3 }, units: 2 }',
    [
      ['2026-03-17', 1, 1],
      ['2026-03-18', 2, 1],
      ['2026-03-19', 1, 0],
      ['2026-03-20', 2, 1],
      ['2026-03-21', 2, 1],
      ['2026-03-24', 3, 2],
    ],
  ],
  [
    'a rolling window of uses spans the day of daylight-saving change',
    '{ per: person, in: { rollingDays: 2 }, uses: 1 }',
    [
      ['2026-03-28', 2, 2],
      ['2026-03-29', 1, 0],
      ['2026-03-30', 1, 1],
    ],
  ],
  [
    'what a month leaves is carried to the next, and no further',
    '{ per: person, in: month, units: 2, carryOver: true }',
    [
      ['2026-03-31', 9, 4],
      ['2026-04-01', 9, 2],
      ['2026-05-01', 1, 1],
      ['2026-06-30', 9, 3],
      ['2026-08-01', 9, 4],
    ],
  ],
  [
    'so much of it at most',
    '{ per: person, in: month, units: 2, carryOver: { atMost: 1 } }',
    [
      ['2026-08-02', 9, 3],
      ['2026-09-01', 1, 1],
      ['2026-10-01', 9, 3],
    ],
  ],
  [
    'money, until a last part of a unit',
    '{ per: person, in: quarter, amount: 2.50 }',
    [
      ['2026-10-02', 2, 2],
      ['2026-12-31', 2, 0.5],
      ['2027-01-01', 1, 1],
    ],
  ],
  [
    'a day of 29 February is a day of its year, its month and its school year',
    '{ per: person, in: day, units: 1 }, { per: person, in: month, units: 2 }, { per: person, in: school-year, units: 3 }',
    [
      ['2028-02-28', 2, 1],
      ['2028-02-29', 2, 1],
      ['2028-03-01', 2, 1],
      ['2028-03-02', 1, 0],
      ['2028-09-01', 2, 1],
    ],
  ],
])('%s', async (_, quotas, days) => {
  const terminal = await resident(quotas);
  for (const [day, coffees, given] of days) {
    await at(terminal, day);
    expect(await units(terminal, coffees), day).toBe(given);
  }
});

test('a quota for each child counts the children of the day', async () => {
  const terminal = await resident('{ per: child, in: life, units: 2 }');
  const { adminDb, clock } = terminal.context;
  const me = place.ferry.residents.find(({ means }) => means === meansOf(terminal))?.id;
  expect(await units(terminal, 1)).toBe(0);
  const year = clock.now().getUTCFullYear();
  for (const [index, born] of [`${year - 5}-01-01`, `${year - 30}-01-01`].entries()) {
    const child = place.ferry.residents[38 + index]?.id;
    await adminDb.query('update persons.persons set birth_date = $2 where id = $1', [child, born]);
    await adminDb.query(`insert into persons.relations values ($1, $2, 'parent', $3)`, [
      me,
      child,
      born,
    ]);
  }
  expect(await units(terminal, 5)).toBe(2);
  const grown = await resident('{ per: child, children: { from: 18 }, in: life, units: 3 }');
  await adminDb.query(
    `insert into persons.relations
     select $1, related_id, kind, valid_from from persons.relations where person_id = $2`,
    [place.ferry.residents.find(({ means }) => means === meansOf(grown))?.id, me],
  );
  expect(await units(grown, 5)).toBe(3);
});

/** Coffees for oneself and for companions, as two lines. */
function coffeesOf(own: number, companions: number) {
  const lines = [
    { line: '1', item: 'coffee', quantity: own },
    { line: '2', item: 'coffee', quantity: companions, whose: 'companion' },
  ];
  return { lines: lines.filter(({ quantity }) => quantity > 0) };
}

/** The relief of each line, or why there is none. */
async function given(terminal: Terminal, basket: object): Promise<number[] | string> {
  return await terminal.oneStep(basket).then(
    ({ lines }) => lines.map(({ reliefCents }) => reliefCents),
    (error: { code: string }) => error.code,
  );
}

test('a quota of named benefits counts only them, gives back only theirs, and is counted by itself', async () => {
  const terminal = await resident(
    '{ of: [mine], per: person, in: month, amount: 2 }, { of: [mine, theirs], per: person, in: month, uses: 2 }, { of: [theirs], per: person, in: month, units: 1 }',
    ', name: mine }\n      - { on: [grocery], whose: companion, name: theirs, give: { perUnit: 1 }',
  );
  const transactionId = newId();
  expect(await given(terminal, { ...coffeesOf(3, 2), transactionId })).toEqual([200, 100]);
  expect(await given(terminal, coffeesOf(1, 1))).toBe('no-relief-applies');
  await terminal.refund(transactionId, {
    refundId: 'refund-1',
    lines: [{ line: '1', quantity: 1 }],
  });
  // A third of what the recipient's own had came back, nothing of the companions'.
  expect(await given(terminal, coffeesOf(0, 1))).toBe('no-relief-applies');
  expect(await given(terminal, coffeesOf(3, 0))).toEqual([67]);
  expect(await given(terminal, coffeesOf(1, 1))).toBe('no-relief-applies');
});

test('a budget of a state is as exact as any other', async () => {
  const terminal = await resident(
    '{ per: person, in: life, amount: 9999999999.99 }]\n    budget: { amount: 9999999999.99, in: life }\n    means: [transport-card, eid-card',
  );
  expect(await given(terminal, coffeesOf(3, 0))).toEqual([300]);
  const [budget] = await terminal.context.db.query<{ total: number; used: number }>(
    `select total_cents as total, total_cents - rest_cents
       - (select coalesce(sum(left_cents), 0)::bigint from transactions.budget_slots
          where budget_id = id) as used
     from transactions.budgets where period = 'life'`,
  );
  expect(budget).toEqual({ total: 999_999_999_999, used: 300 });
});

test('two reliefs may share the quota of a benefit that both name', async () => {
  const terminal = place.forNewPerson();
  const means = meansOf(terminal);
  const residents = [place.ferry.residents.findIndex((one) => one.means === means)];
  const shared = (benefits: string) => `
    benefits:
      ${benefits}
    quotas: [{ of: [coffee], per: person, in: day, units: 3, shared: COFFEES }]`;
  const own = '- { name: coffee, on: [grocery], give: { recipientPays: 0.50 } }';
  const others = `- { on: [grocery], when: { coupon: [NONE] }, give: { percent: 100 } }
      - { name: coffee, on: [grocery], whose: companion, give: { perUnit: 1 } }`;
  await addRelief(terminal, { code: 'NAMED-A', version: shared(own), residents });
  await addRelief(terminal, { code: 'NAMED-B', version: shared(others), residents });
  const transactionId = newId();
  expect(await given(terminal, { ...coffeesOf(1, 2), transactionId })).toEqual([100, 200]);
  expect(await given(terminal, coffeesOf(1, 1))).toBe('no-relief-applies');
  await terminal.refund(transactionId, {
    refundId: 'refund-1',
    lines: [{ line: '2', quantity: 2 }],
  });
  expect(await given(terminal, coffeesOf(0, 4))).toEqual([200]);
});

test('a quota of companions counts what is bought for them, of all that is bought', async () => {
  const terminal = await resident(
    '{ per: companion, in: month, units: 2 }',
    ' }\n      - { on: [grocery], whose: companion, give: { recipientPays: 0.50 }',
  );
  expect(await units(terminal, 0, coffeesOf(3, 1))).toBe(4);
  expect(await units(terminal, 0, coffeesOf(3, 3))).toBe(4);
  expect(await units(terminal, 0, coffeesOf(3, 1))).toBe(3);
});

test('a quota of a means counts what was shown, not who showed it', async () => {
  const terminal = await resident('{ per: means, in: day, units: 1 }');
  expect(await units(terminal, 1)).toBe(1);
  expect(await units(terminal, 1)).toBe(0);
  const [row] = await terminal.context.db.query<{ held: number }>(
    `select count(*) as held from transactions.usage_counters counter
     join means.means means on means.id = counter.subject_id`,
  );
  expect(row?.held).toBe(1);
});

test('two reliefs that share a quota have one between them, at two servers too', async () => {
  const terminal = place.forNewPerson();
  const second = otherServer(place).on(otherServer(place).asIds);
  const means = meansOf(terminal);
  const residents = [place.ferry.residents.findIndex((one) => one.means === means)];
  const shared = (on: string) => `
    benefits:
      - { on: [${on}], give: { recipientPays: 0.50 } }
    quotas: [{ per: person, in: day, units: 5, shared: TOGETHER }]`;
  await addRelief(terminal, { code: 'SHARED-A', version: shared('grocery'), residents });
  await addRelief(terminal, { code: 'SHARED-B', version: shared('ferry-crossing'), residents });
  const settled = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) =>
      (index % 2 ? terminal : second).oneStep({ means, crossings: 0, coffees: 1 }),
    ),
  );
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  const answer = await terminal.oneStep({ means, crossings: 1 });
  expect(answer.lines[0]?.applied.map(({ label }) => label.en)).toEqual(['Ferry discount']);
});

test('one transaction is one shared use, also when only one of the reliefs keeps what was used', async () => {
  const terminal = place.forNewPerson();
  const means = meansOf(terminal);
  const residents = [place.ferry.residents.findIndex((one) => one.means === means)];
  const shared = (more: string) => `
    benefits:
      - { on: [grocery], give: { percent: 10 } }
    quotas: [{ per: person, in: day, uses: 1, shared: ONCE }]${more}`;
  await addRelief(terminal, { code: 'ONCE-A', version: shared(''), residents });
  const keeps = shared('\n    refund: keep-used');
  await addRelief(terminal, { code: 'ONCE-B', version: keeps, residents });
  const id = newId();
  const answer = await terminal.oneStep({ transactionId: id, crossings: 0, coffees: 1 });
  expect(answer.reliefCents).toBe(15 + 14);
  await terminal.refund(id, { refundId: 'refund-1' });
  expect(await refusalOf(terminal.oneStep({ crossings: 0, coffees: 1 }))).toBe('no-relief-applies');
});

/** Just after midnight in Riga: a terminal may still have yesterday. */
async function afterMidnight(terminal: Terminal, day: string) {
  const { clock } = terminal.context;
  const midnight = new Date(`${day}T00:01:00+02:00`).getTime();
  clock.advance(midnight - clock.now().getTime());
  return new Date(midnight - 3 * 60_000).toISOString();
}

test('parallel takers cannot pass a rolling quota, also when a terminal still has yesterday', async () => {
  const terminal = await resident('{ per: person, in: { rollingDays: 3 }, units: 4 }');
  const second = otherServer(terminal);
  const means = meansOf(terminal);
  const yesterday = await afterMidnight(terminal, '2029-02-01');
  const given = await Promise.all(
    Array.from({ length: 16 }, async (_, index) =>
      units(index % 2 ? terminal : second, 1, {
        means,
        ...(index % 3 === 0 ? { terminalAt: yesterday } : {}),
      }),
    ),
  );
  expect(given.reduce((sum, one) => sum + one, 0)).toBe(4);
});

test('parallel takers around the end of a month cannot pass what is carried over', async () => {
  const terminal = await resident('{ per: person, in: month, units: 3, carryOver: true }');
  const second = otherServer(terminal);
  const means = meansOf(terminal);
  const yesterday = await afterMidnight(terminal, '2029-03-01');
  await Promise.all(
    Array.from({ length: 24 }, async (_, index) =>
      units(index % 2 ? terminal : second, 1, {
        means,
        ...(index % 3 === 0 ? { terminalAt: yesterday } : {}),
      }),
    ),
  );
  const rows = await terminal.context.db.query<{ start: string; used: number }>(
    `select period_start as start, sum(used)::bigint as used from transactions.usage_counters
     where period = 'month-carried' and period_start >= '2029-01-01' group by 1`,
  );
  const used = new Map(rows.map(({ start, used: count }) => [start, count]));
  const [february = 0, march = 0] = [used.get('2029-02-01'), used.get('2029-03-01')];
  expect(february).toBeLessThanOrEqual(6);
  expect(march).toBeLessThanOrEqual(3 + Math.max(0, 3 - february));
  // Nothing was left that could have been given.
  expect(await units(terminal, 1)).toBe(0);
});

test('what the next month has used already is not given once more to a terminal that still has yesterday', async () => {
  const terminal = await resident('{ per: person, in: month, units: 3, carryOver: true }');
  const terminalAt = await afterMidnight(terminal, '2029-12-01');
  expect(await units(terminal, 5)).toBe(5);
  expect(await units(terminal, 3, { terminalAt })).toBe(1);
  expect(await units(terminal, 1, { terminalAt })).toBe(0);
  expect(await units(terminal, 1)).toBe(0);
});

test('what is refused or repeated takes no quota, what is confirmed in part gives the rest back', async () => {
  const terminal = await resident('{ per: person, in: { rollingDays: 7 }, units: 3 }');
  const id = newId();
  const basket = { transactionId: id, crossings: 0, coffees: 3 };
  await Promise.all(Array.from({ length: 5 }, () => terminal.authorise(basket)));
  expect(await refusalOf(terminal.oneStep({ crossings: 0, coffees: 1 }))).toBe('no-relief-applies');
  await terminal.confirm(id, { lines: [{ line: '2', quantity: 1 }] });
  expect(await units(terminal, 3)).toBe(2);
  await terminal.refund(id, { refundId: 'refund-1' });
  expect(await units(terminal, 3)).toBe(1);
});
