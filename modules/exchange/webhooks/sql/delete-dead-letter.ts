import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
delete from exchange.dead_letters where mailbox_id = $1::uuid and id = $2::uuid`;

export async function deleteDeadLetter(db: Database, mailboxId: string, id: string): Promise<void> {
  await db.query(DELETE, [mailboxId, id]);
}
