import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { asAdmin, loginRoles } from '../database/prepare-database.ts';
import { setUpDatabase } from '../database/set-up-database.ts';
import { openKeyring } from '../keys/keyring.ts';

/** What every test file gets from the global setup: the template to clone, and where it is. */
export interface TestDatabase {
  adminUrl: string;
  template: string;
  /** Base64: tests of one run share one secret. */
  secret: string;
}

const PREFIX = 'koplieta_test_';
const LEFTOVER_AGE_MS = 6 * 3_600_000;

/** Makes the migrated template database of one test run, under a name of its own. */
export async function makeTemplate(adminUrl: string): Promise<TestDatabase> {
  const secret = randomBytes(32);
  const keys = openKeyring(secret);
  const template = `${PREFIX}${Date.now().toString(36)}_${randomBytes(3).toString('hex')}`;
  await asAdmin(adminUrl, dropLeftovers);
  await setUpDatabase(adminUrl, template, keys);
  return { adminUrl, template, secret: secret.toString('base64') };
}

/** Drops the template, every clone of it that a broken test left, and their roles. */
export async function dropTemplate({ adminUrl, template }: TestDatabase): Promise<void> {
  await asAdmin(adminUrl, (client) => dropFamily(client, template));
}

async function dropFamily(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [template],
  );
  for (const { datname } of rows) {
    await client.query(`drop database if exists ${datname} with (force)`);
  }
  for (const role of loginRoles(template)) {
    await client.query(`drop role if exists ${role}`);
  }
}

/** A run that was killed leaves its databases: the next one takes them away after some hours. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [PREFIX],
  );
  for (const { datname } of rows) {
    const madeAt = Number.parseInt(datname.slice(PREFIX.length).split('_')[0] ?? '', 36);
    if (Date.now() - madeAt < LEFTOVER_AGE_MS) continue;
    await dropFamily(client, datname).catch(() => {
      // Another run is taking the same leftover away.
    });
  }
}
