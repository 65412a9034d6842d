import { setTimeout as sleep } from 'node:timers/promises';
import { inject, onTestFinished, TestRunner } from 'vitest';
import { type TestClock, testClock } from '../clock/clock.ts';
import { type Actor, type Context, contextOf } from '../context.ts';
import { type Database, type DatabasePool, openDatabase } from '../database/database.ts';
import {
  asAdmin,
  closeDatabaseToOthers,
  type DatabaseAccess,
  databaseAccess,
  migratorRole,
} from '../database/prepare-database.ts';
import { uuidv7Ids } from '../ids/ids.ts';
import { openKeyring } from '../keys/keyring.ts';
import { silentLog } from '../log/log.ts';

/** A context on a database of its own, as the application's role, with a clock that stands still. */
export interface TestContext extends Context {
  clock: TestClock;
  /** The same database as its migrator, who may do everything in it. */
  adminDb: Database;
  pool: DatabasePool;
  access: DatabaseAccess;
  /** The same context for somebody else. */
  as(actor: Actor): Context;
}

/** A Wednesday, 12:00 in Riga. */
export const DEFAULT_NOW = '2026-03-11T10:00:00Z';

const LEAK_PATIENCE_MS = 2_000;

let clones = 0;
const open = new Set<() => Promise<void>>();

/**
 * Clones the migrated template and connects to the clone. It is taken away when the test, or the
 * test file when called outside a test, has finished; a connection not given back by then fails it.
 */
export async function testContext(options: { now?: string } = {}): Promise<TestContext> {
  const { adminUrl, template, secret } = inject('testDatabase');
  clones += 1;
  const database = `${template}_${process.pid}_${clones}`;
  await asAdmin(adminUrl, async (client) => {
    await client.query(
      `create database ${database} template ${template} owner ${migratorRole(template)}
      strategy file_copy`,
    );
    await closeDatabaseToOthers(client, database, template);
  });
  const keys = openKeyring(Buffer.from(secret, 'base64'));
  const access = databaseAccess(adminUrl, database, keys, template);
  const pool = openDatabase(access.application);
  const transactionPath = openDatabase(access.transactionPath);
  const adminDb = openDatabase({ ...access.migrator, max: 2 });
  closeLater(async () => {
    const pools = [pool, transactionPath, adminDb];
    const taken = pools.reduce((sum, one) => sum + takenConnections(one), 0);
    if (taken === 0) await Promise.all(pools.map((one) => one.end()));
    const leaked = taken > 0 || (await hasSessions(adminUrl, database));
    await asAdmin(adminUrl, (client) => client.query(`drop database ${database} with (force)`));
    if (leaked) throw new Error('A database connection was left open by this test.');
  });
  const base: Context = {
    db: pool,
    transactionPath,
    clock: testClock(options.now ?? DEFAULT_NOW),
    ids: uuidv7Ids,
    keys,
    log: silentLog,
    actor: { kind: 'system', job: 'test' },
    requestId: 'test',
  };
  return {
    ...base,
    clock: base.clock as TestClock,
    adminDb,
    pool,
    access,
    as: (actor) => contextOf(base, actor),
  };
}

/** Ends what `closeLater` was given and no test has ended yet: once for each test file. */
export async function closeTestContexts(): Promise<void> {
  for (const close of [...open]) await close();
}

function closeLater(close: () => Promise<void>): void {
  const once = async () => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  if (TestRunner.getCurrentTest()) onTestFinished(once);
}

function takenConnections({ pool }: DatabasePool): number {
  return pool.totalCount - pool.idleCount;
}

async function hasSessions(adminUrl: string, database: string): Promise<boolean> {
  return await asAdmin(adminUrl, async (client) => {
    const deadline = Date.now() + LEAK_PATIENCE_MS;
    for (;;) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
        [database],
      );
      if (!rowCount) return false;
      if (Date.now() > deadline) return true;
      await sleep(20);
    }
  });
}
