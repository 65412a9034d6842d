import type { Database } from '../../../../platform/database/database.ts';

const SELECT = `
select coalesce(
  (select min(position) - 1 from exchange.messages
   where topic_id = $1::integer and expires_at > $2::timestamptz),
  (select position from exchange.topics where id = $1::integer)
) as position`;

/** The position before the oldest message of a topic that has not expired. */
export async function selectOldestAlive(db: Database, topicId: number, now: Date): Promise<number> {
  const [row] = await db.query<{ position: number }>(SELECT, [topicId, now]);
  return row?.position ?? 0;
}
