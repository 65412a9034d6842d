import pg from 'pg';
import { refuseForeignDatabase } from '../../platform/database/installation.ts';
import { listMigrations } from '../../platform/database/migrate.ts';
import {
  APPLICATION_GROUP,
  applicationRole,
  asAdmin,
  databaseAccess,
  PATH_GROUP,
  pathRole,
} from '../../platform/database/prepare-database.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import { type Finding, unwell, well } from './finding.ts';

const CLOCK_DIFFERENCE_MAX_MS = 5_000;
const UNSEALED_MAX_MS = 60_000;
const VERSION_MIN = 15;

/**
 * Looks at a database on a server: first as its administrator, whether all is there that the server
 * connects with, then as the server itself.
 */
export async function examineDatabase(
  adminUrl: string,
  database: string,
  keys: Keyring,
): Promise<Finding[]> {
  const missing = await asAdmin(adminUrl, (client) => findMissing(client, database));
  if (missing) return [unwell(missing)];
  await refuseForeignDatabase(adminUrl, database, keys);
  const client = new pg.Client(databaseAccess(adminUrl, database, keys).application);
  await client.connect();
  try {
    return [
      well(`The database "${database}" answers.`),
      await examineMigrations(client),
      await examineRole(client, database),
      await examinePath(client, database),
      await examinePolicies(client),
      await examineAudit(client),
      await examineClock(client),
    ];
  } finally {
    await client.end();
  }
}

/** What stands in the way of every other look, as a sentence. */
async function findMissing(client: pg.Client, database: string): Promise<string | undefined> {
  const groups = {
    [applicationRole(database)]: APPLICATION_GROUP,
    [pathRole(database)]: PATH_GROUP,
  };
  const { rows } = await client.query<{
    version: number;
    database: boolean;
    absent: string | null;
    outside: string | null;
  }>(
    `select current_setting('server_version_num')::int / 10000 as version,
       exists (select from pg_database where datname = $1) as database,
       min(role) filter (where to_regrole(role) is null) as absent,
       min(role) filter (where not exists (
         select from pg_auth_members
         where roleid = to_regrole("group") and member = to_regrole(role)
       )) as outside
     from unnest($2::text[], $3::text[]) as needed (role, "group")`,
    [database, Object.keys(groups), Object.values(groups)],
  );
  const [found] = rows;
  if (!found) return undefined;
  const { version, absent, outside } = found;
  if (version < VERSION_MIN) {
    return `The server is PostgreSQL ${version}. Koplieta needs ${VERSION_MIN} or newer.`;
  }
  if (!found.database) return `There is no database "${database}" yet. "npm start" makes it.`;
  if (absent) return `The role ${absent} is missing. "npx koplieta migrate" makes it again.`;
  if (outside) {
    return `The role ${outside} is not in ${groups[outside]}. "npx koplieta migrate" mends it.`;
  }
  return undefined;
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
  const { rows } = await client.query<{ strong: boolean }>(
    `select rolsuper or rolcreatedb or rolcreaterole
       or has_database_privilege(current_database(), 'create') or rolbypassrls as strong
     from pg_roles where rolname = current_user`,
  );
  const role = applicationRole(database);
  return rows[0]?.strong
    ? unwell(`The role ${role} may do more than read and write rows. Take its rights away.`)
    : well(`The server works as ${role}, which may only read and write rows.`);
}

/** What it could read or write by itself, no function of the path would have looked at. */
async function examinePath(client: pg.Client, database: string): Promise<Finding> {
  const role = pathRole(database);
  const { rows } = await client.query<{ strong: boolean }>(
    `select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or exists (
         select from pg_class
         where relkind in ('r', 'p', 'v', 'm') and relnamespace::regnamespace::text !~ '^(pg_|information_)'
           and has_table_privilege(rolname, oid, 'select, insert, update, delete')
       ) as strong
     from pg_roles where rolname = $1`,
    [role],
  );
  return rows[0]?.strong
    ? unwell(`The role ${role} may do more than call its functions. Take its rights away.`)
    : well(`Transactions are written as ${role}, which sees no table.`);
}

/** A policy on a table whose row-level security was switched off keeps nothing apart, nor does one for an owner. */
async function examinePolicies(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ tables: number; idle: string[] }>(
    `select count(distinct polrelid)::int as tables,
       coalesce(array_agg(distinct polrelid::regclass::text) filter (
         where not relrowsecurity or pg_has_role(relowner, 'member')), '{}') as idle
     from pg_policy join pg_class on pg_class.oid = polrelid`,
  );
  const { tables = 0, idle = [] } = rows[0] ?? {};
  if (tables > 0 && idle.length === 0) {
    return well(`${tables} tables keep the rows of organisations apart.`);
  }
  const which = idle.length > 0 ? idle.join(', ') : 'all tables';
  return unwell(
    `Rows of organisations are not kept apart in ${which}: "alter table … enable row level security" mends it.`,
  );
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
