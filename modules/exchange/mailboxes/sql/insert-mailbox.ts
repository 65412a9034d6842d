import type { Database } from '../../../../platform/database/database.ts';
import type { Mailbox } from '../mailbox.ts';

const INSERT = `
insert into exchange.mailboxes
  (id, information_system_id, version_id, topic_id, permission_number, filter, position, created_at)
values (
  $1::uuid, $2::uuid, $3::integer, $4::integer, $5::text, $6::jsonb, $7::bigint, $8::timestamptz
)`;

export async function insertMailbox(
  db: Database,
  mailbox: Pick<
    Mailbox,
    'id' | 'systemId' | 'dataSet' | 'topic' | 'permission' | 'filter' | 'position' | 'createdAt'
  >,
): Promise<void> {
  const { id, systemId, dataSet, topic, permission, filter, position, createdAt } = mailbox;
  await db.query(INSERT, [
    id,
    systemId,
    dataSet?.versionId ?? null,
    topic?.topicId ?? null,
    permission,
    JSON.stringify(filter),
    position,
    createdAt,
  ]);
}
