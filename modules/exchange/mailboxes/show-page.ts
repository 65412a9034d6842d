import type { MailboxPage } from './mailbox.ts';

export interface ShownPage extends Omit<MailboxPage, 'entries' | 'isOfTopic'> {
  changes?: Record<string, unknown>[];
  messages?: Record<string, unknown>[];
}

/** A page as it stands in answers, and in what webhooks send. */
export function showPage({ entries, isOfTopic, ...page }: MailboxPage): ShownPage {
  const told = [...entries] as Record<string, unknown>[];
  return { ...page, ...(isOfTopic ? { messages: told } : { changes: told }) };
}
