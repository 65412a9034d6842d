import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update exchange.webhooks
set previous_secret = secret, previous_until = $3::timestamptz, secret = $2::bytea,
  lease = null, leased_until = null
where mailbox_id = $1::uuid
returning mailbox_id`;

/**
 * Gives a webhook a new secret; the one before signs too for a while. A server in the middle of its turn
 * loses its lease: it knows the old one alone. False: there is no webhook.
 */
export async function updateSecret(
  db: Database,
  { mailboxId, secret, previousUntil }: { mailboxId: string; secret: Buffer; previousUntil: Date },
): Promise<boolean> {
  return (await db.query(UPDATE, [mailboxId, secret, previousUntil])).length > 0;
}
