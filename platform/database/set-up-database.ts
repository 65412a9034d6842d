import { prepareJobs } from '../jobs/index.ts';
import type { Keyring } from '../keys/keyring.ts';
import { claimInstallation } from './installation.ts';
import { migrate } from './migrate.ts';
import { APPLICATION_GROUP, type DatabaseAccess, prepareDatabase } from './prepare-database.ts';

/**
 * Everything between a PostgreSQL server and a database that is ready for this code: database and
 * roles, migrations, the tables of the jobs, and whose it is. Safe to repeat.
 */
export async function setUpDatabase(
  adminUrl: string,
  database: string,
  keys: Keyring,
): Promise<{ access: DatabaseAccess; migrations: string[] }> {
  const access = await prepareDatabase(adminUrl, database, keys);
  const migrations = await migrate(access.migrator);
  await claimInstallation(access.migrator, keys);
  await prepareJobs(access.migrator, APPLICATION_GROUP);
  return { access, migrations };
}
