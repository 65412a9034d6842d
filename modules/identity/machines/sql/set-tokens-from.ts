import type { Database } from '../../../../platform/database/database.ts';

/** Refuses from now on every token that a machine got before an instant. */
export async function setTokensFrom(db: Database, clientId: string, from: Date): Promise<void> {
  await db.query(
    'update identity.machines set tokens_from = $2::timestamptz where client_id = $1::text',
    [clientId, from],
  );
}
