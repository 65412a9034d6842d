import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, openInstallation } from '../apps/server/open-installation.ts';
import { parseConfig } from '../platform/config/config.ts';
import { asAdmin, loginRoles } from '../platform/database/prepare-database.ts';
import { createLog } from '../platform/log/create-log.ts';
import { createProgress } from '../platform/progress/progress.ts';

/** Opens the server's installation a second time, to reach its keys and its database. */
export async function openBenchInstallation(environment: NodeJS.ProcessEnv): Promise<Installation> {
  return await openInstallation(parseConfig(environment), {
    command: 'bench',
    log: createLog('error', process.stderr),
    progress: createProgress(() => {}),
  });
}

const MEBIBYTE = 1_048_576;

/** Bytes of all files in a folder, as mebibytes. */
export function folderMebibytes(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return Math.round(bytes / MEBIBYTE);
}

/** What the database takes on its server. */
export async function databaseMebibytes({ pool }: Installation): Promise<number> {
  const [row] = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return Math.round((row?.bytes ?? 0) / MEBIBYTE);
}

/** Leaves nothing: the folder, and on a server of the operator's the database with its roles. */
export async function removeInstallation(environment: NodeJS.ProcessEnv): Promise<void> {
  const { databaseUrl, database, folder } = parseConfig(environment);
  rmSync(folder, { recursive: true, force: true });
  if (!databaseUrl) return;
  await asAdmin(databaseUrl, async (client) => {
    await client.query(`drop database if exists ${database} with (force)`);
    for (const role of loginRoles(database)) {
      await client.query(`drop role if exists ${role}`);
    }
  });
}
