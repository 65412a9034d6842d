import type { Database } from '../../../../platform/database/database.ts';

const DELETE = `
with old as (
  select topic_id, position from exchange.messages
  where expires_at < $1::timestamptz
  order by expires_at
  limit $2::integer
), gone as (
  delete from exchange.messages message using old
  where message.topic_id = old.topic_id and message.position = old.position
), letters as (
  delete from exchange.dead_letters letter using old, exchange.mailboxes mailbox
  where mailbox.topic_id = old.topic_id and letter.mailbox_id = mailbox.id
    and letter.end_position = old.position and letter.reason = 'expired'
)
select count(*) as count from old`;

/** How many messages were deleted, with the dead letters that they were. */
export async function deleteOldMessages(
  db: Database,
  { expiredBefore, slice }: { expiredBefore: Date; slice: number },
): Promise<number> {
  const [row] = await db.query<{ count: number }>(DELETE, [expiredBefore, slice]);
  return row?.count ?? 0;
}
