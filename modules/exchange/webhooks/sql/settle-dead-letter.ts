import type { Database } from '../../../../platform/database/database.ts';

const SETTLE = `
with marked as (
  update exchange.dead_letters set settled_at = $3::timestamptz, replay_from = null
  where mailbox_id = $1::uuid and id = $2::uuid and reason = 'expired'
)
delete from exchange.dead_letters
where mailbox_id = $1::uuid and id = $2::uuid and reason <> 'expired'`;

/**
 * Ends a dead letter, given up or delivered. One of a message that expired stays as a mark until the
 * message is deleted, so that it is not made again by a mailbox that has not passed it.
 */
export async function settleDeadLetter(
  db: Database,
  { mailboxId, id, now }: { mailboxId: string; id: string; now: Date },
): Promise<void> {
  await db.query(SETTLE, [mailboxId, id, now]);
}
