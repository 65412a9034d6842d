import type { Database } from '../../../../platform/database/database.ts';
import type { Client } from '../client.ts';

/** Gives a client that lives other public keys; says whether there is one that has any. */
export async function updateClientKeys(
  db: Database,
  id: string,
  jwks: NonNullable<Client['jwks']>,
): Promise<boolean> {
  const rows = await db.query(
    `update identity.clients set jwks = $2::jsonb
     where id = $1::text and ended_at is null and jwks is not null
     returning 1`,
    [id, JSON.stringify(jwks)],
  );
  return rows.length === 1;
}
