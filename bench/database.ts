import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningClock } from '../platform/clock/clock.ts';
import type { Context } from '../platform/context.ts';
import { type Database, type DatabasePool, openDatabase } from '../platform/database/database.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded/start-embedded-postgres.ts';
import { asAdmin, type DatabaseAccess, loginRoles } from '../platform/database/prepare-database.ts';
import { setUpDatabase } from '../platform/database/set-up-database.ts';
import { uuidv7Ids } from '../platform/ids/ids.ts';
import { openKeyring } from '../platform/keys/keyring.ts';
import { silentLog } from '../platform/log/log.ts';

/** A migrated, empty database without a server before it: for what is measured in a process. */
export interface BenchDatabase {
  context: Context & { db: DatabasePool };
  /** As its owner, who may fill any table. */
  admin: DatabasePool;
  /**
   * Brings the database to rest: what was done before leaves rows to vacuum and pages to write, which
   * the next step would pay for, and its floor another time.
   */
  settle: () => Promise<void>;
}

/** Makes a database of the bench's own, does something with it, and leaves nothing. */
export async function withBenchDatabase(
  work: (database: BenchDatabase, access: DatabaseAccess) => Promise<void>,
  { durable = false }: { durable?: boolean } = {},
): Promise<void> {
  const keys = openKeyring(randomBytes(32));
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  chmodSync(folder, 0o755);
  const server = process.env.DATABASE_URL
    ? { adminUrl: process.env.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedPostgres({ folder, keys, durable });
  const name = `koplieta_bench_${process.pid}`;
  try {
    const { access } = await setUpDatabase(server.adminUrl, name, keys);
    // A session that ends takes the processor time that it used with it (`databaseCpuSeconds`).
    const kept = { idleTimeoutMillis: 0 };
    const db = openDatabase({ ...access.application, ...kept });
    const transactionPath = openDatabase({ ...access.transactionPath, ...kept });
    const admin = openDatabase({ ...access.migrator, ...kept });
    const context = {
      ...{
        db,
        transactionPath,
        keys,
        clock: runningClock(),
        ids: uuidv7Ids,
        log: silentLog,
        requestId: 'bench',
      },
      actor: { kind: 'system' as const, job: 'bench' },
    };
    const settle = async () => {
      await admin.query('vacuum (analyze)');
      await asAdmin(server.adminUrl, (client) => client.query('checkpoint'));
    };
    await work({ context, admin, settle }, access).finally(() =>
      Promise.all([db.end(), transactionPath.end(), admin.end()]),
    );
  } finally {
    await asAdmin(server.adminUrl, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      for (const role of loginRoles(name)) {
        await client.query(`drop role if exists ${role}`);
      }
    });
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of processor time that the database's sessions have taken; it must run on this machine. */
export async function databaseCpuSeconds(db: Database): Promise<number> {
  const rows = await db.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  const nanoseconds = rows.map(({ pid }) =>
    Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / NANOSECONDS;
}

const NANOSECONDS = 1e9;
