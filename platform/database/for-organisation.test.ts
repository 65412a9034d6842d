import { expect, onTestFinished, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { openDatabase } from './database.ts';
import { forOrganisation } from './for-organisation.ts';

const { access } = await testContext();
const FIRST = '0197a1b2-5f00-7000-8000-000000000001';
const SECOND = '0197a1b2-5f00-7000-8000-000000000002';
const WHO = `select current_setting('koplieta.organisation', true) as who`;

function oneConnection() {
  const pool = openDatabase({ ...access.application, max: 1 });
  onTestFinished(() => pool.end());
  return pool;
}

test('who acts is known in each statement and transaction, and to nobody after it on the connection', async () => {
  const pool = oneConnection();
  const [first, second] = [forOrganisation(pool, FIRST), forOrganisation(pool, SECOND)];
  expect(await first.query(WHO)).toEqual([{ who: FIRST }]);
  expect(await pool.query(WHO)).toEqual([{ who: 'system' }]);
  await second.transaction(async (outer) => {
    await outer.transaction(async (inner) => {
      expect(await inner.query(WHO)).toEqual([{ who: SECOND }]);
    });
  });
  const mixed = await Promise.all([first, pool, second, first, pool].map((db) => db.query(WHO)));
  expect(mixed.map(([row]) => row)).toEqual(
    [FIRST, 'system', SECOND, FIRST, 'system'].map((who) => ({ who })),
  );
});

test('what fails, is rolled back or cut off leaves nobody on the connection', async () => {
  const pool = oneConnection();
  const db = forOrganisation(pool, FIRST);
  await expect(db.query('select 1 / 0')).rejects.toThrow('division by zero');
  expect(await pool.query(WHO)).toEqual([{ who: 'system' }]);
  const failing = db.transaction(async (one) => {
    expect(await one.query(WHO)).toEqual([{ who: FIRST }]);
    throw new Error('given up');
  });
  await expect(failing).rejects.toThrow('given up');
  expect(await pool.query(WHO)).toEqual([{ who: 'system' }]);
  await expect(db.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
  expect(await pool.query(WHO)).toEqual([{ who: 'system' }]);
  await expect(forOrganisation(pool, 'system').query(WHO)).rejects.toThrow('uuid');
});
