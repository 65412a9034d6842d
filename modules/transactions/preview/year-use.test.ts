import { expect, test } from 'vitest';
import { countYearUse } from '../sql/count-year-use.ts';
import { readYearShare } from '../sql/read-year-share.ts';
import { openTerminal } from '../testing/terminal.ts';

const { context, ferry } = await openTerminal({ residents: 1 });
const ALL = 20_000;
const RELIEF = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const YEAR = { from: '2025-03-12', to: '2026-03-12', classes: ['ferry-crossing'] };

/** So many crossings at 3.00, of which a grantor paid 1.50; every tenth was given back. */
const FILL = `
create temp table many as
select $1::uuid as person_id, gen_random_uuid() as id, n, date '2026-03-11' - n % 300 as day
from generate_series(1, ${ALL}) n;
`;

test('of much that is kept a part is read, and says what all of it would', async () => {
  await context.adminDb.transaction(async (db) => {
    await db.query(FILL.replace('$1', `'${ferry.outsider.id}'`));
    await db.query(`insert into transactions.transactions
select person_id, id, id, id, id, id, id, 'c' || n, day, day, day, day, 300, 150, 150, '{}', '{}'
from many`);
    await db.query(
      `insert into transactions.acts (person_id, transaction_id, sequence, kind, at,
  late, ids_id, day, price_cents, relief_cents, compensation_cents, content)
select person_id, id, 1, 'confirmed', day, false, $1, day, 300, 150, 150, '{}' from many`,
      [ferry.idsId],
    );
    await db.query(`insert into transactions.lines
select person_id, id, '1', id, 'ferry-crossing', 'recipient', 1, 300, 2100, 150, 150 from many`);
    await db.query(
      `insert into transactions.applied_reliefs
select person_id, id, '1', 0, 0, id, $1, id, 0, id, 1, 150, 'at-once' from many`,
      [RELIEF],
    );
    await db.query(
      `insert into transactions.postings
select person_id, gen_random_uuid(), id, 1, '1', $1, id, id, 'provider', id, day,
  case g when 0 then 150 else -150 end
from many, generate_series(0, 1) g where g = 0 or n % 10 = 0`,
      [RELIEF],
    );
  });
  await context.adminDb.query('analyze transactions.lines');
  await context.adminDb.query('analyze transactions.applied_reliefs');
  for (const reliefId of [RELIEF, null]) {
    const share = await readYearShare(context.db, { reliefId }, ALL / 4);
    expect(share).toBeCloseTo(0.25, 2);
    const some = await countYearUse(context.db, { ...YEAR, reliefId, share });
    expect(some.transactions).toBeGreaterThan(ALL / 8);
    expect(some.transactions).toBeLessThan(ALL / 2.5);
    expect(some.transactions / share / ALL).toBeCloseTo(1, 0);
    expect(some.keptCents / some.paidCents).toBeCloseTo(0.9, 1);
    const all = await countYearUse(context.db, { ...YEAR, reliefId, share: 1 });
    expect(all).toEqual({
      ...{ transactions: ALL, first: '2025-05-16' },
      ...{ paidCents: ALL * 150, keptCents: ALL * 135 },
    });
  }
});

test('what is little, or was never counted, is read whole', async () => {
  expect(await readYearShare(context.db, { reliefId: null }, 1_000_000)).toBe(1);
});
