import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `delete from exchange.mailboxes where id = $1::uuid`;

/** With its webhook and its dead letters. */
export async function deleteMailbox(db: Database, id: string): Promise<void> {
  await db.query(DELETE, [id]);
}
