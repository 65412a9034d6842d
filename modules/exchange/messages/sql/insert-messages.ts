import type { Database } from '../../../../platform/database/database.ts';

export interface NewMessage {
  id: string;
  position: number;
  senderKey: string;
  contentHash: Buffer;
  sealed: Buffer;
  sentAt: Date;
  expiresAt: Date;
}

const INSERT = `
insert into exchange.messages (
  topic_id, information_system_id, position, id, sender_key, content_hash, sealed, sent_at,
  expires_at
)
select
  $1::integer, $2::uuid, given.position, given.id, given.sender_key, given.content_hash,
  given.sealed, given.sent_at, given.expires_at
from unnest(
  $3::bigint[], $4::uuid[], $5::text[], $6::bytea[], $7::bytea[], $8::timestamptz[],
  $9::timestamptz[]
) as given (position, id, sender_key, content_hash, sealed, sent_at, expires_at)`;

export async function insertMessages(
  db: Database,
  { topicId, systemId }: { topicId: number; systemId: string },
  messages: readonly NewMessage[],
): Promise<void> {
  await db.query(INSERT, [
    topicId,
    systemId,
    messages.map(({ position }) => position),
    messages.map(({ id }) => id),
    messages.map(({ senderKey }) => senderKey),
    messages.map(({ contentHash }) => contentHash),
    messages.map(({ sealed }) => sealed),
    messages.map(({ sentAt }) => sentAt),
    messages.map(({ expiresAt }) => expiresAt),
  ]);
}
