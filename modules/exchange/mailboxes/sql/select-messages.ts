import type { Database } from '../../../../platform/database/database.ts';
import { pageStatement } from './page-statement.ts';

export interface MessageRow {
  position: number;
  id: string;
  /** Null: it was erased. */
  sealed: Buffer | null;
  sentAt: Date;
  expiresAt: Date;
}

const SELECT = pageStatement({
  from: 'exchange.messages',
  owner: 'topic_id',
  columns: 'id, sealed, sent_at as "sentAt", expires_at as "expiresAt"',
  bytes: 'coalesce(octet_length(sealed), 0)',
});

/**
 * The next messages of a topic after a position: at most `limit`, and about a mebibyte of them; or,
 * with an `end`, all up to that one again.
 */
export async function selectMessages(
  db: Database,
  asked: { topicId: number; after: number; end: number | null; limit: number },
): Promise<MessageRow[]> {
  const { topicId, after, end } = asked;
  const limit = end === null ? asked.limit : end - after;
  return await db.query<MessageRow & Record<string, unknown>>({
    name: 'exchange-select-messages',
    text: SELECT,
    values: [topicId, after, end, limit],
  });
}
