import { runningClock } from '../../platform/clock/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Context } from '../../platform/context.ts';
import { type DatabasePool, openDatabase } from '../../platform/database/database.ts';
import { startEmbeddedPostgres } from '../../platform/database/embedded/start-embedded-postgres.ts';
import type { DatabaseAccess } from '../../platform/database/prepare-database.ts';
import { setUpDatabase } from '../../platform/database/set-up-database.ts';
import { uuidv7Ids } from '../../platform/ids/ids.ts';
import {
  installationOperatorKey,
  installationSecret,
} from '../../platform/keys/installation-secret.ts';
import { type Keyring, openKeyring } from '../../platform/keys/keyring.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Progress } from '../../platform/progress/progress.ts';

/** An installation that is open: its database is there and migrated. Every command begins here. */
export interface Installation {
  config: Config;
  keys: Keyring;
  operatorKey: string;
  access: DatabaseAccess;
  pool: DatabasePool;
  /** As the command itself: the actor is the system. */
  context: Context;
  progress: Progress;
  /** Is called when the installation closes, last added first. */
  onClose(close: () => Promise<void>): void;
  close(): Promise<void>;
}

const POOL_MAX = 20;
/** Batches of transactions are few at a time; the rest are acts, one statement each. */
const PATH_POOL_MAX = 10;
const ADOPTED = 'Another server of this folder runs the database already; it ends with that one.';

/** Opens the installation that the settings describe, and makes what is missing of it. */
export async function openInstallation(
  config: Config,
  options: { command: string; log: Log; progress: Progress },
): Promise<Installation> {
  const { command, log, progress } = options;
  const keys = openInstallationKeys(config);
  const operatorKey = config.operatorKey ?? installationOperatorKey(config.folder);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let next = closers.pop(); next; next = closers.pop()) await next();
  };
  try {
    const adminUrl = await progress.step('Starting the database', async () => {
      const server = await openServer(config, keys, progress);
      if (server.adopted && command === 'start') progress.say(ADOPTED);
      closers.push(server.stop);
      return server.adminUrl;
    });
    const { access } = await progress.step('Migrating the database', () =>
      setUpDatabase(adminUrl, config.database, keys),
    );
    const pool = openDatabase({ ...access.application, max: POOL_MAX });
    const transactionPath = openDatabase({ ...access.transactionPath, max: PATH_POOL_MAX });
    closers.push(
      () => pool.end(),
      () => transactionPath.end(),
    );
    const context: Context = {
      db: pool,
      transactionPath,
      clock: runningClock(config.now),
      ids: uuidv7Ids,
      keys,
      log,
      actor: { kind: 'system', job: command },
      requestId: uuidv7Ids.next(),
    };
    const onClose = (closer: () => Promise<void>) => void closers.push(closer);
    return { config, keys, operatorKey, access, pool, context, progress, onClose, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The keyring of the settings' secret, or of the one that the folder keeps. */
export function openInstallationKeys(config: Config): Keyring {
  return openKeyring(config.secret ?? installationSecret(config.folder));
}

/** The PostgreSQL server to use: that of the settings, or the embedded one. */
async function openServer(
  config: Config,
  keys: Keyring,
  progress: Progress,
): Promise<{ adminUrl: string; adopted: boolean; stop(): Promise<void> }> {
  const { databaseUrl, folder } = config;
  if (databaseUrl) return { adminUrl: databaseUrl, adopted: false, stop: async () => {} };
  return await startEmbeddedPostgres({ folder, keys, tell: (sentence) => progress.say(sentence) });
}
