import { expect, test } from 'vitest';
import { contextOfSystem } from './system-work.ts';
import { testContext } from './testing/test-context.ts';

const WHO = `select current_setting('koplieta.organisation', true) as who`;
const context = await testContext();

test('work that declares nothing acts as itself, for no organisation and off the transaction path', async () => {
  const permission = { organisations: 'none', changes: [] } as const;
  const own = contextOfSystem(context, { name: 'test.nothing', permission });
  expect(own.actor).toEqual({ kind: 'system', job: 'test.nothing' });
  expect(await own.db.query(WHO)).toEqual([{ who: '' }]);
  expect(await own.db.transaction((db) => db.query(WHO))).toEqual([{ who: '' }]);
  expect(await context.db.query(WHO)).toEqual([{ who: 'system' }]);
  const call = own.transactionPath.query('select 1');
  await expect(call).rejects.toThrow('test.nothing has not declared the transaction path.');
});

test('work is given what it declares', async () => {
  const permission = { organisations: 'all', changes: [], transactionPath: true } as const;
  const own = contextOfSystem(context, { name: 'test.all', permission });
  expect(await own.db.query(WHO)).toEqual([{ who: 'system' }]);
  expect(await own.transactionPath.query('select 1 as one')).toEqual([{ one: 1 }]);
});
