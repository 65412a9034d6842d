import type { Database } from '../../../../platform/database/database.ts';

const LOCK = `select id from exchange.mailboxes where id = $1::uuid for update`;

/** Holds a mailbox until the end of the transaction: nobody else moves it meanwhile. */
export async function lockMailbox(db: Database, id: string): Promise<void> {
  await db.query({ name: 'exchange-lock-mailbox', text: LOCK, values: [id] });
}
