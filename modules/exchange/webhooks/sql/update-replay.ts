import type { Database } from '../../../../platform/database/database.ts';

const UPDATE = `
update exchange.dead_letters set replay_from = $3::timestamptz
where mailbox_id = $1::uuid and id = $2::uuid`;

/** When a dead letter is to be pushed again; null: it is not. */
export async function updateReplay(
  db: Database,
  { mailboxId, id, replayFrom }: { mailboxId: string; id: string; replayFrom: Date | null },
): Promise<void> {
  await db.query(UPDATE, [mailboxId, id, replayFrom]);
}
