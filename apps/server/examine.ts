import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Config, PROJECT_FOLDER } from '../../platform/config/config.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded/start-embedded-postgres.ts';
import { listMigrations } from '../../platform/database/migrate.ts';
import {
  APPLICATION_GROUP,
  applicationRole,
  databaseAccess,
} from '../../platform/database/prepare-database.ts';
import { openInstallationKeys } from './open-installation.ts';
import { sentenceOf } from './sentence-of.ts';

/** One thing that was looked at. */
export interface Finding {
  well: boolean;
  sentence: string;
}

const NODE_MAJOR = 24;
const CLOCK_DIFFERENCE_MAX_MS = 5_000;
const UNSEALED_MAX_MS = 60_000;

const well = (sentence: string): Finding => ({ well: true, sentence });
const unwell = (sentence: string): Finding => ({ well: false, sentence });

/** Looks at an installation from all sides and changes nothing in it. */
export async function examine(config: Config): Promise<Finding[]> {
  const files = [examineNode(), ...examineFolder(config), examineWeb()];
  const hasSecret = config.secret !== undefined || existsSync(join(config.folder, 'secret'));
  if (!hasSecret) return [...files, unwell('Nothing is installed yet. "npm start" does it.')];
  return [...files, ...(await examineServer(config))];
}

function examineNode(): Finding {
  const { node } = process.versions;
  return Number(node.split('.')[0]) >= NODE_MAJOR
    ? well(`Node is ${node}.`)
    : unwell(`Node is ${node}. Run "npm install": it brings Node ${NODE_MAJOR} along.`);
}

function examineFolder({ folder, secret }: Config): Finding[] {
  if (!existsSync(folder)) return [];
  const findings: Finding[] = [];
  try {
    accessSync(folder, constants.W_OK);
    findings.push(well(`The folder ${folder} can be written to.`));
  } catch {
    findings.push(unwell(`The folder ${folder} cannot be written to. Change its owner or mode.`));
  }
  const path = join(folder, 'secret');
  if (!secret && existsSync(path)) {
    const open = (statSync(path).mode & 0o077) !== 0;
    findings.push(
      open
        ? unwell(`${path} can be read by others. Run: chmod 600 ${path}`)
        : well('The secret can be read by its owner only.'),
    );
  }
  return findings;
}

function examineWeb(): Finding {
  return existsSync(join(PROJECT_FOLDER, 'apps/web/dist/index.html'))
    ? well('The web app is built.')
    : unwell('The web app is not built. "npm start" builds it.');
}

async function examineServer(config: Config): Promise<Finding[]> {
  try {
    const keys = openInstallationKeys(config);
    const server = config.databaseUrl
      ? { adminUrl: config.databaseUrl, stop: async () => {} }
      : await startEmbeddedPostgres({ folder: config.folder, keys });
    try {
      const { application } = databaseAccess(server.adminUrl, config.database, keys);
      return await examineDatabase(application, config.database);
    } finally {
      await server.stop();
    }
  } catch (error) {
    return [unwell(`The database cannot be used: ${sentenceOf(error)}`)];
  }
}

async function examineDatabase(connection: pg.ClientConfig, database: string): Promise<Finding[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return [
      well(`The database "${database}" answers.`),
      await examineMigrations(client),
      await examineRole(client, database),
      await examineAudit(client),
      await examineClock(client),
    ];
  } finally {
    await client.end();
  }
}

async function examineMigrations(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>('select name from platform.migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const known = listMigrations();
  const missing = known.filter((name) => !applied.has(name));
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return unwell(`A newer version has migrated the database: ${unknown.join(', ')}. Start that.`);
  }
  return missing.length === 0
    ? well(`All ${known.length} migrations are applied.`)
    : unwell(`Migrations are missing: ${missing.join(', ')}. Run "npx koplieta migrate".`);
}

async function examineRole(client: pg.Client, database: string): Promise<Finding> {
  const { rows } = await client.query<{ strong: boolean; member: boolean }>(
    `select
       rolsuper or rolcreatedb or rolcreaterole
         or has_database_privilege(current_database(), 'create') as strong,
       pg_has_role($1, 'member') as member
     from pg_roles where rolname = current_user`,
    [APPLICATION_GROUP],
  );
  const role = applicationRole(database);
  if (rows[0]?.strong) {
    return unwell(`The role ${role} may do more than read and write rows. Take its rights away.`);
  }
  return rows[0]?.member
    ? well(`The server works as ${role}, which may only read and write rows.`)
    : unwell(`The role ${role} is not in ${APPLICATION_GROUP}. Run "npx koplieta migrate".`);
}

async function examineAudit(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ waiting: number; oldest: Date | null }>(
    `select count(*)::int as waiting, min(recorded_at) as oldest
     from audit.unsealed left join audit.records on records.id = unsealed.record_id`,
  );
  const { waiting = 0, oldest } = rows[0] ?? {};
  const late = oldest && Date.now() - oldest.getTime() > UNSEALED_MAX_MS;
  return late
    ? unwell(`${waiting} records of the audit wait to be sealed since ${oldest.toISOString()}.`)
    : well('The audit is sealed. "npx koplieta audit verify" checks all of it.');
}

async function examineClock(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const difference = Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0));
  return difference <= CLOCK_DIFFERENCE_MAX_MS
    ? well('The clocks of this machine and of the database agree.')
    : unwell(
        `The clocks of this machine and of the database differ by ${difference} ms. Set them.`,
      );
}
