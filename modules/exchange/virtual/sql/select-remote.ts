import type { Database } from '../../../../platform/database/database.ts';

export interface RemoteRow {
  url: string;
  sealedKey: Buffer;
}

const SELECT = `
select url, sealed_key as "sealedKey" from exchange.remotes where name = $1::text`;

/** Another installation by the name that the operator gave it. */
export async function selectRemote(db: Database, name: string): Promise<RemoteRow | undefined> {
  const [row] = await db.query<RemoteRow & Record<string, unknown>>(SELECT, [name]);
  return row;
}
