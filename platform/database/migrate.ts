import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../migrations');
export const MIGRATIONS_SCHEMA = 'platform';

/** Any fixed number: whoever migrates a database holds this advisory lock in it. */
const MIGRATION_LOCK = 7_205_201_101;

/** The database is newer than this code: an operator's mistake, told as a sentence. */
export class UnknownMigrationError extends Error {
  constructor(names: string[]) {
    super(
      `The database was migrated by a newer version: it has ${names.join(', ')}, which this one ` +
        'does not know. Start that version, or restore a copy made before it.',
    );
    this.name = 'UnknownMigrationError';
  }
}

/**
 * Brings a database up to this code, as its migrator, one transaction for each migration. Waits for
 * another server that is migrating. Then applies the whole functions and views of
 * `migrations/functions/` that changed. Returns the names of what was run.
 */
export async function migrate(
  connection: pg.ClientConfig,
  folder = MIGRATIONS_FOLDER,
): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseUnknown(client, folder);
    const run = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable: 'migrations',
      migrationsSchema: MIGRATIONS_SCHEMA,
      createMigrationsSchema: true,
      noLock: true,
      checkOrder: true,
      log: () => {},
    });
    const applied = await applyFunctions(client, join(folder, 'functions'));
    return [...run.map(({ name }) => name), ...applied];
  } finally {
    await client.end();
  }
}

/** Names of the code's migrations in their order, as the database keeps them: without `.sql`. */
export function listMigrations(folder = MIGRATIONS_FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => basename(file, '.sql'))
    .sort();
}

async function refuseUnknown(client: pg.Client, folder: string): Promise<void> {
  const found = await client.query<{ present: boolean }>(
    `select to_regclass('${MIGRATIONS_SCHEMA}.migrations') is not null as present`,
  );
  if (!found.rows[0]?.present) return;
  const { rows } = await client.query<{ name: string }>(
    `select name from ${MIGRATIONS_SCHEMA}.migrations order by name`,
  );
  const known = new Set(listMigrations(folder));
  const unknown = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new UnknownMigrationError(unknown);
}

/**
 * Functions and views are whole files (`create or replace`), applied again when their text changes,
 * so that a change shows as a difference of one file. In one transaction, in the order of names.
 */
async function applyFunctions(client: pg.Client, folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const applied: string[] = [];
  await client.query('begin');
  try {
    for (const file of readdirSync(folder).sort()) {
      const text = readFileSync(join(folder, file), 'utf8');
      const digest = createHash('sha256').update(text).digest();
      const { rowCount } = await client.query(
        `insert into ${MIGRATIONS_SCHEMA}.functions (file, digest) values ($1, $2)
         on conflict (file) do update set digest = excluded.digest
         where functions.digest <> excluded.digest`,
        [file, digest],
      );
      if (!rowCount) continue;
      await client.query(text);
      applied.push(`functions/${file}`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  return applied;
}
