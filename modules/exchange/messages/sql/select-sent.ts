import type { Database } from '../../../../platform/database/database.ts';

interface SentRow {
  id: string;
  position: number;
  senderKey: string;
  /** Null: it was erased. */
  contentHash: Buffer | null;
}

const SELECT = `
select id, position, sender_key as "senderKey", content_hash as "contentHash"
from exchange.messages
where topic_id = $1::integer and information_system_id = $2::uuid
  and sender_key = any ($3::text[])`;

/** What a system has sent to a topic under some of its keys. */
export async function selectSent(
  db: Database,
  asked: { topicId: number; systemId: string; senderKeys: readonly string[] },
): Promise<SentRow[]> {
  const { topicId, systemId, senderKeys } = asked;
  const values = [topicId, systemId, senderKeys];
  return await db.query<SentRow & Record<string, unknown>>(SELECT, values);
}
