import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';

const { adminDb, db, pool } = await testContext();
await adminDb.query('create table public.notes (note text primary key)');
await adminDb.query('grant select, insert on public.notes to koplieta_app');

const insert = (note: string) => ['insert into public.notes values ($1::text)', [note]] as const;
const notes = async () =>
  (await db.query<{ note: string }>('select note from public.notes order by note')).map(
    (row) => row.note,
  );

test('days arrive as text, big integers as safe numbers or not at all', async () => {
  const [row] = await db.query("select '2026-02-28'::date as day, 9007199254740991::bigint as big");
  expect(row).toEqual({ day: '2026-02-28', big: Number.MAX_SAFE_INTEGER });
  await expect(db.query('select 9007199254740992::bigint')).rejects.toThrow(RangeError);
});

test('a transaction is kept whole or not at all, nested calls join it', async () => {
  await db.transaction(async (outer) => {
    await outer.query(...insert('a'));
    await outer.transaction(async (inner) => void (await inner.query(...insert('b'))));
  });
  expect(await notes()).toEqual(['a', 'b']);
  const failing = db.transaction(async (outer) => {
    await outer.query(...insert('c'));
    await outer.transaction(async () => {
      throw new Error('inner');
    });
  });
  await expect(failing).rejects.toThrow('inner');
  expect(await notes()).toEqual(['a', 'b']);
});

test('a named statement is prepared and runs with its values', async () => {
  const statement = (value: number) => ({
    name: 'double',
    text: 'select $1::int * 2 as doubled',
    values: [value],
  });
  expect(await db.query(statement(2))).toEqual([{ doubled: 4 }]);
  expect(await db.query(statement(4))).toEqual([{ doubled: 8 }]);
});

test('a connection that the server cuts is replaced, and none is lost', async () => {
  const cut = db.transaction(async (one) => {
    await one.query('select pg_terminate_backend(pg_backend_pid())');
  });
  await expect(cut).rejects.toThrow();
  expect(await notes()).toEqual(['a', 'b']);
  expect(pool.pool.totalCount).toBe(pool.pool.idleCount);
});
