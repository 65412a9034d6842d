import type { Mailbox, MailboxPage } from '../mailboxes/mailbox.ts';
import { showFollowed, showPage } from '../mailboxes/show-page.ts';

/** The body of one page as it is sent. */
export function pageBody(
  { id, dataSet, topic }: Pick<Mailbox, 'id' | 'dataSet' | 'topic'>,
  page: MailboxPage,
  isReplay: boolean,
): string {
  const { page: pageId, more: _, ...shown } = showPage(page);
  const follows = dataSet ? { dataSet: showFollowed(dataSet) } : { topic: topic?.code };
  return JSON.stringify({ page: pageId, mailbox: id, ...follows, replay: isReplay, ...shown });
}
