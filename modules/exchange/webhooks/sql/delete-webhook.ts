import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from exchange.webhooks where mailbox_id = $1::uuid returning mailbox_id`;

/** False: there is none. */
export async function deleteWebhook(db: Database, mailboxId: string): Promise<boolean> {
  return (await db.query(DELETE, [mailboxId])).length > 0;
}
