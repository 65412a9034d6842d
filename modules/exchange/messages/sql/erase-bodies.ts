import type { Database } from '../../../../platform/database/database.ts';

const ERASE = `select exchange.erase_messages($1::integer, $2::text[]) as erased`;

/** Takes the bodies out of messages of a topic. Returns their number. */
export async function eraseBodies(
  db: Database,
  topicId: number,
  senderKeys: readonly string[],
): Promise<number> {
  const [row] = await db.query<{ erased: number }>(ERASE, [topicId, senderKeys]);
  return row?.erased ?? 0;
}
