import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { openKeyring } from '../keys/keyring.ts';
import { testContext } from '../testing/test-context.ts';
import { migrate } from './migrate.ts';
import { asAdmin, loginRoles, prepareDatabase } from './prepare-database.ts';
import { setUpDatabase } from './set-up-database.ts';

const { adminUrl, template } = inject('testDatabase');
const keys = openKeyring(Buffer.alloc(32, 3));
const database = `${template}_setup`;
const folder = mkdtempSync(join(tmpdir(), 'koplieta-migrations-'));

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await asAdmin(adminUrl, async (client) => {
    await client.query(`drop database if exists ${database} with (force)`);
    for (const role of loginRoles(database)) {
      await client.query(`drop role if exists ${role}`);
    }
  });
});

test('servers that set up the same database at once all succeed, and again later', async () => {
  const all = await Promise.all([1, 2, 3].map(() => setUpDatabase(adminUrl, database, keys)));
  expect(all.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1);
  expect((await setUpDatabase(adminUrl, database, keys)).migrations).toEqual([]);
});

test('another secret is refused before anything is changed', async () => {
  const foreign = openKeyring(Buffer.alloc(32, 4));
  await expect(setUpDatabase(adminUrl, database, foreign)).rejects.toThrow(/another installation/);
  const { access } = await setUpDatabase(adminUrl, database, keys);
  const client = new pg.Client(access.application);
  await client.connect();
  await client.end();
});

test('a role of another database may not connect', async () => {
  const other = await testContext();
  const url = new URL(String(other.access.application.connectionString));
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toThrow(/permission denied/);
  await client.end();
});

test('the default name does not collide with the groups of roles', () => {
  for (const group of ['koplieta_app', 'koplieta_path']) {
    expect(loginRoles('koplieta')).not.toContain(group);
  }
});

test.each(['', 'Upper', 'a-b', 'a;drop', '1a', 'x'.repeat(51)])(
  '%j cannot name a database',
  async (name) => {
    await expect(prepareDatabase(adminUrl, name, keys)).rejects.toThrow(RangeError);
  },
);

test('a database that a newer version migrated is refused with a sentence', async () => {
  const { access, adminDb } = await testContext();
  await adminDb.query(
    "insert into platform.migrations (name, run_on) values ('9999_from-the-future', now())",
  );
  await expect(migrate(access.migrator)).rejects.toThrow(
    /newer version: it has 9999_from-the-future/,
  );
});

test('a migration that fails leaves nothing behind', async () => {
  const { access, adminDb } = await testContext();
  await adminDb.query('delete from platform.migrations');
  writeFileSync(join(folder, '0001_half.sql'), 'create table public.half (id int); select 1 / 0;');
  await expect(migrate(access.migrator, folder)).rejects.toThrow(/division by zero/);
  expect(await adminDb.query("select to_regclass('public.half') as half")).toEqual([
    { half: null },
  ]);
});
