import type { FollowedVersion, MailboxPage } from './mailbox.ts';

export interface ShownPage extends Omit<MailboxPage, 'entries' | 'dataSet'> {
  changes?: Record<string, unknown>[];
  messages?: Record<string, unknown>[];
}

/** A page as it stands in answers, and in what webhooks send. */
export function showPage({ entries, dataSet, ...page }: MailboxPage): ShownPage {
  const told = [...entries] as Record<string, unknown>[];
  return { ...page, ...(dataSet ? { changes: told } : { messages: told }) };
}

/** What a mailbox follows, as its owner is told: of a version that ends, when and what comes after it. */
export function showFollowed({ code, version, end }: FollowedVersion): {
  code: string;
  version: number;
  endsOn?: string;
  successor?: number | null;
} {
  return { code, version, ...(end ? { endsOn: end.endsOn, successor: end.successor } : {}) };
}
