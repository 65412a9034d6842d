import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { getReadableTopic } from '../messages/get-topic.ts';
import { meetsRows } from '../permissions/view.ts';
import type { Mailbox, MailboxSource } from './mailbox.ts';
import { selectMessages } from './sql/select-messages.ts';

/** A message as its subscribers get it. */
export interface ShownMessage {
  position: number;
  /** The same in every mailbox. */
  id: string;
  sentAt: string;
  expiresAt: string;
  body: Record<string, unknown>;
}

/**
 * The messages of a topic as a mailbox reads them: those that its filter lets through and that have
 * not expired. Refuses like `getReadableTopic`.
 */
export async function openTopicSource(
  context: Context,
  {
    topic,
    filter,
    newest,
  }: Pick<Mailbox, 'filter' | 'newest'> & { topic: { topicId: number; code: string } },
): Promise<MailboxSource> {
  await getReadableTopic(context, topic.code);
  return {
    readPage: async ({ after, end, limit, isDead = false }) => {
      const rows = await selectMessages(context.db, { topicId: topic.topicId, after, end, limit });
      const now = context.clock.now();
      const wanted = rows
        .flatMap((row) => {
          if (!row.sealed) return [];
          return [{ row, body: JSON.parse(context.keys.decrypt(row.sealed)) }];
        })
        .filter(({ body }) => meetsRows(filter, body));
      const isAlive = ({ row }: (typeof wanted)[number]) => isDead || row.expiresAt > now;
      const told = wanted.filter(isAlive);
      return {
        entries: told.map(
          ({ row: { position, id, sentAt, expiresAt }, body }): ShownMessage => ({
            position,
            id,
            sentAt: sentAt.toISOString(),
            expiresAt: expiresAt.toISOString(),
            body,
          }),
        ),
        // Where none is kept they expired and were deleted: nothing of them is still to come.
        end: end ?? rows.at(-1)?.position ?? Math.max(after, newest),
        expired: wanted.filter((one) => !isAlive(one)).map(({ row }) => row.position),
        note: () => noteMessages(context, topic.code, { after, messages: told.length }),
      };
    },
  };
}

async function noteMessages(
  context: Context,
  topic: string,
  read: { after: number; messages: number },
): Promise<void> {
  await writeAudit(context.db, [
    makeAuditRecord(context, { act: 'exchange.read-messages', content: { topic, ...read } }),
  ]);
}
