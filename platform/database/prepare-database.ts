import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Keyring } from '../keys/keyring.ts';
import { ALL_ORGANISATIONS } from './for-organisation.ts';
import { refuseForeignDatabase } from './installation.ts';

/** The group that migrations grant to. One for all installations on a server; it cannot log in. */
export const APPLICATION_GROUP = 'koplieta_app';

/** The same for the transaction path, which calls its fixed functions and sees no table. */
export const PATH_GROUP = 'koplieta_path';

/** Where a database is and as whom to connect: to own it, to work in it, and for transactions alone. */
export interface DatabaseAccess {
  database: string;
  migrator: pg.ClientConfig;
  application: pg.ClientConfig;
  transactionPath: pg.ClientConfig;
}

const NAME_PATTERN = /^[a-z][a-z0-9_]{0,49}$/;
const ATTEMPTS_MAX = 20;

/** Another session made, granted or changed the same thing at the same moment: look again. */
const RACE_CODES = new Set(['42710', '42P04', '23505', 'XX000', '40001', '55006']);

/**
 * Makes, where missing, the database and its login roles: `<database>_migrator` owns it,
 * `<database>_server` may only read and write rows, `<database>_transactions` only call the functions of
 * the transaction path. Safe to repeat and to run from several servers.
 *
 * @param adminUrl a role that may create databases and roles, on PostgreSQL 15 or newer
 */
export async function prepareDatabase(
  adminUrl: string,
  database: string,
  keys: Keyring,
): Promise<DatabaseAccess> {
  if (!NAME_PATTERN.test(database)) {
    throw new RangeError(
      `"${database}" cannot name a database: use up to 50 letters a-z, digits and underscores.`,
    );
  }
  await refuseForeignDatabase(adminUrl, database, keys);
  await asAdmin(adminUrl, async (client) => {
    await patiently(() => prepareRoles(client, database, keys));
    await patiently(() => makeDatabase(client, database));
  });
  return databaseAccess(adminUrl, database, keys);
}

/** The ways to connect to a database that is prepared. `roles`: whose login roles serve it. */
export function databaseAccess(
  adminUrl: string,
  database: string,
  keys: Pick<Keyring, 'password'>,
  roles = database,
): DatabaseAccess {
  const as = (user: string): pg.ClientConfig => {
    const url = new URL(adminUrl);
    url.username = user;
    url.password = keys.password(user);
    url.pathname = `/${database}`;
    return { connectionString: url.href };
  };
  const application = as(applicationRole(roles));
  return {
    database,
    migrator: as(migratorRole(roles)),
    application: { ...application, options: ALL_ORGANISATIONS },
    transactionPath: as(pathRole(roles)),
  };
}

/** Runs `work` on one connection of the server's administrator. */
export async function asAdmin<T>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Nobody but its own roles connects to a database. PostgreSQL copies no such grant to a clone. */
export async function closeDatabaseToOthers(
  client: pg.Client,
  database: string,
  roles = database,
): Promise<void> {
  await client.query(`revoke connect, temporary on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${loginRoles(roles).join(', ')}`);
}

export function migratorRole(database: string): string {
  return `${database}_migrator`;
}

export function applicationRole(database: string): string {
  return `${database}_server`;
}

export function pathRole(database: string): string {
  return `${database}_transactions`;
}

/** All whom a database lets in. */
export function loginRoles(database: string): string[] {
  return [migratorRole(database), applicationRole(database), pathRole(database)];
}

async function prepareRoles(
  client: pg.Client,
  database: string,
  keys: Pick<Keyring, 'password'>,
): Promise<void> {
  for (const group of [APPLICATION_GROUP, PATH_GROUP]) {
    if (!(await hasRole(client, group))) await client.query(`create role ${group} nologin`);
  }
  for (const role of loginRoles(database)) {
    if (!(await hasRole(client, role))) await client.query(`create role ${role} login`);
    await client.query(`alter role ${role} password '${keys.password(role)}'`);
  }
  await client.query(`grant ${APPLICATION_GROUP} to ${applicationRole(database)}`);
  await client.query(`grant ${PATH_GROUP} to ${pathRole(database)}`);
  // An administrator that is no superuser must be a member of the role that it makes owner.
  await client.query(`grant ${migratorRole(database)} to current_user`);
}

async function makeDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (!rowCount) {
    await client.query(
      `create database ${database} owner ${migratorRole(database)} template template0 encoding 'UTF8'`,
    );
  }
  await closeDatabaseToOthers(client, database);
}

async function hasRole(client: pg.Client, role: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  return Boolean(rowCount);
}

async function patiently(step: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      const raced = error instanceof pg.DatabaseError && RACE_CODES.has(error.code ?? '');
      if (!raced || attempt === ATTEMPTS_MAX) throw error;
      await sleep(20 * attempt);
    }
  }
}
