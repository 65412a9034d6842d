import type { Database } from '../../../../platform/database/database.ts';

const LOCK = `select position from exchange.topics where id = $1::integer for update`;

/**
 * The position of a topic's newest message, which the caller's transaction holds until its end: it
 * alone sends meanwhile, so messages become visible in their order.
 */
export async function lockTopic(db: Database, topicId: number): Promise<number> {
  const [row] = await db.query<{ position: number }>(LOCK, [topicId]);
  if (!row) throw new Error('The topic is no more.');
  return row.position;
}
