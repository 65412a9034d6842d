import { expect, test } from 'vitest';
import { testContext } from './test-context.ts';

const shared = await testContext();

test('is the application on a migrated clone, with a clock that stands still', async () => {
  const rows = await shared.db.query<{ role: string; migrations: number }>(
    'select current_user as role, (select count(*) from platform.migrations) as migrations',
  );
  expect(rows[0]?.role).toMatch(/_server$/);
  expect(rows[0]?.migrations).toBeGreaterThan(0);
  expect(shared.clock.now().toISOString()).toBe('2026-03-11T10:00:00.000Z');
});

test('may neither create nor drop', async () => {
  for (const statement of [
    'create table public.mine (id int)',
    'create schema mine',
    'create temporary table mine (id int)',
    'drop table audit.records',
    'drop schema audit cascade',
    'truncate audit.records',
    'create database mine',
    'create role mine',
    'alter table audit.records add column mine int',
  ]) {
    await expect(shared.db.query(statement), statement).rejects.toThrow(
      /permission denied|must be owner/,
    );
  }
});

test('stands on a database of its own', async () => {
  const other = await testContext({ now: '2024-02-29T22:30:00Z' });
  const insert = "insert into audit.unsealed values ('00000000-0000-7000-8000-000000000000')";
  await other.db.query(insert);
  const count = 'select count(*)::int as records from audit.unsealed';
  expect(await other.db.query(count)).toEqual([{ records: 1 }]);
  expect(await shared.db.query(count)).toEqual([{ records: 0 }]);
  expect(other.clock.now().toISOString()).toBe('2024-02-29T22:30:00.000Z');
});
