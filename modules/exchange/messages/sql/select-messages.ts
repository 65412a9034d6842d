import type { Database } from '../../../../platform/database/database.ts';

export interface MessageRow {
  position: number;
  id: string;
  sealed: Buffer;
  sentAt: Date;
  expiresAt: Date;
}

/** A page ends before it becomes longer than this, but has one message at least. */
const PAGE_BYTES_MAX = 1_048_576;

const SELECT = `
select position, id, sealed, sent_at as "sentAt", expires_at as "expiresAt"
from (
  select
    position, id, sealed, sent_at, expires_at,
    sum(octet_length(sealed)) over (order by position) - octet_length(sealed) as bytes_before
  from (
    select position, id, sealed, sent_at, expires_at
    from exchange.messages
    where topic_id = $1::integer and position > $2::bigint
      and ($3::bigint is null or position <= $3::bigint)
    order by position
    limit $4::integer
  ) found
) measured
where $3::bigint is not null or bytes_before < $5::bigint
order by position`;

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
    values: [topicId, after, end, limit, PAGE_BYTES_MAX],
  });
}
