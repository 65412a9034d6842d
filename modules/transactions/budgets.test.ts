import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../platform/database/database.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { addRelief } from './testing/add-relief.ts';
import { openTerminal, otherServer, refusalOf, type Terminal } from './testing/terminal.ts';

const TAKERS = 8;
const place = await testContext();
const GRANTOR = place.ids.next();

interface Taken {
  budget: number;
  cents: number;
}

/** Connections of the functions' owner, so that the door of budgets can be tried by itself. */
function takers() {
  const pool = openDatabase({ ...place.access.migrator, max: TAKERS });
  onTestFinished(async () => await pool.end());
  return pool;
}

function rowOf(id: string, takes: readonly Taken[], scopes: readonly string[], totalCents: number) {
  return {
    id,
    budgets: takes.map(({ budget, cents }) => ({
      scope_id: scopes[budget],
      grantor_id: GRANTOR,
      territory: '',
      period: 'year',
      period_start: '2026-01-01',
      period_end: '2027-01-01',
      shared_code: null,
      total_cents: totalCents,
      warn_at: [],
      cents,
    })),
  };
}

/** Takes a batch of rows; gives for each whether it got all it wanted. */
async function take(
  pool: ReturnType<typeof takers>,
  rows: readonly (readonly Taken[])[],
  of: { scopes: readonly string[]; totalCents: number },
): Promise<boolean[]> {
  const ids = rows.map(() => place.ids.next());
  const [answer] = await pool.query<{ refused: string[] }>(
    'select transactions.take_budgets($1::jsonb, $2::uuid[]) as refused',
    [
      JSON.stringify(rows.map((one, at) => rowOf(ids[at] ?? '', one, of.scopes, of.totalCents))),
      ids,
    ],
  );
  return ids.map((id) => !answer?.refused.includes(id));
}

async function states(scopes: readonly string[]) {
  const rows = await place.db.query<{ scope: string; total: number; used: number; slots: number }>(
    `select scope_id as scope, total_cents as total, coalesce(sum(slot.left_cents), 0)::bigint as slots,
       (total_cents - rest_cents - coalesce(sum(slot.left_cents), 0))::bigint as used
     from transactions.budgets budget
     left join transactions.budget_slots slot on slot.budget_id = budget.id
     where scope_id = any ($1::uuid[])
     group by budget.id`,
    [scopes],
  );
  return scopes.map((scope) => rows.find((row) => row.scope === scope));
}

const amount = fc.integer({ min: 1, max: 900 });
const wish = fc.uniqueArray(fc.record({ budget: fc.nat({ max: 2 }), cents: amount }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ budget }) => budget,
});
/** What each taker does, one batch after another: it takes, then gives some of it back. */
const work = fc.array(
  fc.record({
    rows: fc.array(wish, { minLength: 1, maxLength: 4 }),
    givesBack: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 6 },
);

test('takers at once never pass a budget, wait in no circle, and leave its last cent takeable', async () => {
  const pool = takers();
  await fc.assert(
    fc.asyncProperty(
      fc.array(work, { minLength: TAKERS, maxLength: TAKERS }),
      fc.integer({ min: 0, max: 60_000 }),
      async (works, totalCents) => {
        const of = { scopes: [0, 1, 2].map(() => place.ids.next()), totalCents };
        const used = of.scopes.map(() => 0);
        await Promise.all(
          works.map(async (batches) => {
            for (const { rows, givesBack } of batches) {
              const got = await take(pool, rows, of);
              const taken = rows.filter((_, at) => got[at]);
              const back = taken.slice(0, givesBack);
              for (const { budget, cents } of taken.flat())
                used[budget] = (used[budget] ?? 0) + cents;
              if (back.length === 0) continue;
              const given = back.map((one) => one.map((t) => ({ ...t, cents: 0 - t.cents })));
              expect(await take(pool, given, of)).not.toContain(false);
              for (const { budget, cents } of back.flat())
                used[budget] = (used[budget] ?? 0) - cents;
            }
          }),
        );
        for (const [budget, state] of (await states(of.scopes)).entries()) {
          if (!state) continue;
          expect(state.used).toBe(used[budget]);
          expect(state.used).toBeLessThanOrEqual(totalCents);
          const left = totalCents - state.used;
          if (left > 0) expect(await take(pool, [[{ budget, cents: left }]], of)).toEqual([true]);
          expect(await take(pool, [[{ budget, cents: 1 }]], of)).toEqual([false]);
        }
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);

test('a row of which one budget has too little takes nothing of the others', async () => {
  const pool = takers();
  const of = { scopes: [place.ids.next(), place.ids.next()], totalCents: 100 };
  await take(pool, [[{ budget: 1, cents: 60 }]], of);
  const rows = [
    [
      { budget: 0, cents: 90 },
      { budget: 1, cents: 50 },
    ],
    [{ budget: 0, cents: 100 }],
  ];
  expect(await take(pool, rows, of)).toEqual([false, true]);
  expect((await states(of.scopes)).map((state) => state?.used)).toEqual([100, 60]);
});

test('a budget follows its instruction up and down, but never below what is used', async () => {
  const pool = takers();
  const scopes = [place.ids.next()];
  const one = (cents: number) => [[{ budget: 0, cents }]];
  expect(await take(pool, one(700), { scopes, totalCents: 1_000 })).toEqual([true]);
  expect(await take(pool, one(400), { scopes, totalCents: 1_000 })).toEqual([false]);
  expect(await take(pool, one(400), { scopes, totalCents: 1_200 })).toEqual([true]);
  expect(await take(pool, one(1), { scopes, totalCents: 900 })).toEqual([false]);
  expect((await states(scopes))[0]).toMatchObject({ total: 1_100, used: 1_100 });
  expect(await take(pool, one(-300), { scopes, totalCents: 900 })).toEqual([true]);
  expect(await take(pool, one(101), { scopes, totalCents: 900 })).toEqual([false]);
  expect(await take(pool, one(100), { scopes, totalCents: 900 })).toEqual([true]);
});

test('takers at once spread over slots, and then wait for nobody', async () => {
  const pool = takers();
  const of = { scopes: [place.ids.next()], totalCents: 1_000_000 };
  const rows = JSON.stringify([rowOf(GRANTOR, [{ budget: 0, cents: 5 }], of.scopes, 1_000_000)]);
  const statements = [
    `set local lock_timeout = '2s'`,
    `select transactions.take_budgets('${rows}', array['${GRANTOR}'::uuid])`,
  ];
  /** So many take, one while the others have not committed yet. */
  const takeNested = async (depth: number): Promise<void> => {
    if (depth === 0) return;
    await pool.transaction(async (db) => {
      for (const statement of statements) await db.query(statement);
      await takeNested(depth - 1);
    });
  };
  // The first time, each makes a slot of its own, from the rest, and holds the budget for it.
  for (const depth of [1, 2, 3]) await takeNested(depth);
  expect((await states(of.scopes))[0]?.used).toBe(30);
  const [row] = await place.db.query<{ slots: number }>(
    `select count(*) as slots from transactions.budget_slots slot
     join transactions.budgets budget on budget.id = slot.budget_id
     where budget.scope_id = $1::uuid`,
    of.scopes,
  );
  expect(row?.slots).toBe(3);
});

const version = (on: string, budget: string) => `
    benefits:
      - { on: [${on}], give: { percent: 100 } }
    budget: ${budget}`;

async function relief(terminal: Terminal, code: string, text: string): Promise<void> {
  await addRelief(terminal, { code, version: text, residents: [0, 1] });
}

test('reliefs that share a budget spend the smallest that they state, together', async () => {
  const terminal = await openTerminal();
  const second = otherServer(terminal);
  await relief(terminal, 'SHARED-A', version('grocery', '{ amount: 50, in: year, shared: TOWN }'));
  await relief(
    terminal,
    'SHARED-B',
    version('ferry-crossing', '{ amount: 10, in: year, shared: TOWN }'),
  );
  await Promise.allSettled(
    Array.from({ length: 16 }, (_, index) =>
      (index % 2 ? terminal : second).oneStep(
        index % 3 ? { crossings: 1 } : { crossings: 0, coffees: 1 },
      ),
    ),
  );
  const [row] = await terminal.context.db.query<{ total: number; left: number }>(
    `select total_cents as total, (rest_cents + (
       select coalesce(sum(left_cents), 0) from transactions.budget_slots where budget_id = id
     ))::bigint as left
     from transactions.budgets where shared_code = 'TOWN'`,
  );
  expect(row).toEqual({ total: 1_000, left: 0 });
});

test('a budget of each territory is that of where it is used', async () => {
  const terminal = await openTerminal();
  await relief(terminal, 'LOCAL', version('grocery', '{ amount: 2, in: quarter, per: territory }'));
  const coffees = (count: number) => terminal.oneStep({ crossings: 0, coffees: count });
  expect((await coffees(1)).reliefCents).toBe(150);
  expect((await coffees(1)).reliefCents).toBe(50);
  const rows = await terminal.context.db.query(
    `select territory, period, period_start as start, period_end as end from transactions.budgets`,
  );
  expect(rows).toEqual([
    { territory: '0099000', period: 'quarter', start: '2026-01-01', end: '2026-04-01' },
  ]);
  await terminal.context.adminDb.query(
    `update providers.points_of_service set territory = '0001000'`,
  );
  terminal.context.clock.advance(6_000);
  expect((await coffees(1)).reliefCents).toBe(150);
});

test('a shared budget is the smallest that those state which are in force on the day', async () => {
  const terminal = await openTerminal();
  const town = (euros: number) =>
    version('grocery', `{ amount: ${euros}, in: year, shared: DAYS }`);
  const ferry = version('ferry-crossing', '{ amount: 1, in: year, shared: DAYS }');
  await relief(terminal, 'ALL-YEAR', town(4));
  const ended = `    to: 2026-03-12${ferry}`;
  await addRelief(terminal, { code: 'UNTIL-MARCH', version: ended, residents: [] });
  const coffees = { crossings: 0, coffees: 2 };
  expect((await terminal.oneStep(coffees)).reliefCents).toBe(100);
  terminal.context.clock.advance(24 * 3_600_000);
  expect((await terminal.oneStep(coffees)).reliefCents).toBe(300);
  expect(await refusalOf(terminal.oneStep(coffees))).toBe('no-relief-applies');
});

test('a budget that is used up is opened again by a version that raises it', async () => {
  const terminal = await openTerminal();
  const { context } = terminal;
  const raised = version('grocery', '{ amount: 4, in: year }');
  const text = `
    to: 2026-03-12${version('grocery', '{ amount: 1, in: year }')}
  - from: 2026-03-12
    who: { fact: residence, in: ["0099000"] }${raised}`;
  await relief(terminal, 'RAISED', text);
  await context.adminDb.query(
    `with later as (
       select id, relief_id, valid_from from reliefs.instructions
       where relief_id = (select id from reliefs.reliefs where code = 'RAISED') and version = 2
     ), ended as (
       update entitlements.entitlements held set valid_to = later.valid_from
       from later where held.relief_id = later.relief_id returning held.*
     )
     insert into entitlements.entitlements (person_id, id, relief_id, instruction_id, grantor_id,
       share_grantor_ids, benefits, valid_from, source, reason, computed_at)
     select person_id, gen_random_uuid(), ended.relief_id, later.id, grantor_id, share_grantor_ids,
       benefits, later.valid_from, source, reason, computed_at
     from ended, later`,
  );
  const coffee = { crossings: 0, coffees: 1 };
  expect((await terminal.oneStep(coffee)).reliefCents).toBe(100);
  expect(await refusalOf(terminal.oneStep(coffee))).toBe('no-relief-applies');
  context.clock.advance(24 * 3_600_000);
  expect((await terminal.oneStep({ ...coffee, coffees: 3 })).reliefCents).toBe(300);
  expect(await refusalOf(terminal.oneStep(coffee))).toBe('no-relief-applies');
});
