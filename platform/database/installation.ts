import pg from 'pg';
import type { Keyring } from '../keys/keyring.ts';

/** The database was made with another secret: nothing encrypted in it could be read. */
export class ForeignDatabaseError extends Error {
  constructor(database: string) {
    super(
      `The database "${database}" belongs to another installation: its secret is another one. Give ` +
        'that KOPLIETA_SECRET, or choose another database with KOPLIETA_DATABASE.',
    );
    this.name = 'ForeignDatabaseError';
  }
}

/** Writes down, once, which secret the database is made with. Runs as the migrator. */
export async function claimInstallation(connection: pg.ClientConfig, keys: Keyring): Promise<void> {
  await connected(connection, async (client) => {
    await client.query(
      `insert into platform.installation (secret_fingerprint, key_version)
       values ($1::bytea, $2::smallint) on conflict do nothing`,
      [fingerprint(keys), keys.version],
    );
    const { rows } = await client.query('select secret_fingerprint from platform.installation');
    if (!rows[0]?.secret_fingerprint.equals(fingerprint(keys))) {
      throw new ForeignDatabaseError(String(client.database));
    }
  });
}

/** Refuses a database of another secret before anything on the server is changed. */
export async function refuseForeignDatabase(
  adminUrl: string,
  database: string,
  keys: Keyring,
): Promise<void> {
  const present = await connected({ connectionString: adminUrl }, (client) =>
    client.query('select from pg_database where datname = $1', [database]),
  );
  if (!present.rowCount) return;
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  await connected({ connectionString: url.href }, async (client) => {
    const table = await client.query<{ present: boolean }>(
      "select to_regclass('platform.installation') is not null as present",
    );
    if (!table.rows[0]?.present) return;
    const { rows } = await client.query('select secret_fingerprint from platform.installation');
    if (rows[0] && !rows[0].secret_fingerprint.equals(fingerprint(keys))) {
      throw new ForeignDatabaseError(database);
    }
  });
}

function fingerprint(keys: Keyring): Buffer {
  return keys.hash('installation', 'koplieta');
}

async function connected<T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
