import type { Context } from '../../../platform/context.ts';
import { openDataSetSource } from './data-set-source.ts';
import type { Mailbox, MailboxSource } from './mailbox.ts';
import { openTopicSource } from './topic-source.ts';

/** Opens what a mailbox follows, as its owner may see it now. */
export async function openSource(context: Context, mailbox: Mailbox): Promise<MailboxSource> {
  const { topic } = mailbox;
  return topic
    ? await openTopicSource(context, { ...mailbox, topic })
    : await openDataSetSource(context, mailbox);
}
