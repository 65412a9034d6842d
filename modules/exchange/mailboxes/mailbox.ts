import type { AnnouncedEnd } from '../data-sets/announced-end.ts';
import type { RowCondition } from '../permissions/view.ts';

/** active; paused by its owner; stopped by the server, which says why. */
export const WEBHOOK_STATES = ['active', 'paused', 'stopped'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** A subscription of an information system, and how far it has come. */
export interface Mailbox {
  id: string;
  systemId: string;
  /** Whose the system is. */
  organisationId: string;
  /** Either a version of a data set … */
  dataSet: FollowedVersion | null;
  /** … or a topic. */
  topic: { topicId: number; code: string } | null;
  /** The number of the permission by which it reads; none for the institution's own data sets. */
  permission: string | null;
  /** Conditions on open fields that what is told must meet, beside those of the permission. */
  filter: readonly RowCondition[];
  /** Acknowledged: what is after it is still to come. */
  position: number;
  /** The page that was handed out and not acknowledged yet: the same one is handed out again. */
  page: { id: string; end: number } | null;
  createdAt: Date;
  /** Of its webhook; null when it has none. */
  webhook: WebhookState | null;
  /** Of the newest change or message of what it follows. */
  newest: number;
  /** Up to here nothing can be taken any more. */
  keptAfter: number;
}

/** The version of a data set that a mailbox follows, and its end when that is announced. */
export interface FollowedVersion {
  versionId: number;
  code: string;
  version: number;
  end: AnnouncedEnd | null;
}

/** Where a mailbox reads: a log of positions, cut to what its owner may see. */
export interface MailboxSource {
  /**
   * The next part of the log after a position, or again exactly up to `end`. What is dead is read
   * though it expired.
   */
  readPage(asked: {
    after: number;
    end: number | null;
    limit: number;
    isDead?: boolean;
  }): Promise<SourcePage>;
}

export interface SourcePage {
  /** What is told, in its order: changes of a data set, or messages of a topic. */
  entries: readonly object[];
  /** Up to here the log was read, also where nothing of it is told; `after` at the end of the log. */
  end: number;
  /** Messages among them that expired before they were taken. */
  expired: readonly number[];
  /** To be called once the page leaves: notes the use. */
  note(): Promise<void>;
}

/** One page as its reader gets it. */
export interface MailboxPage {
  /** The same as long as the page is the same; null when nothing waits. */
  page: string | null;
  after: number;
  entries: readonly object[];
  /** Whose changes they are; null: they are messages. */
  dataSet: FollowedVersion | null;
  /** To be acknowledged once all of it is kept. */
  position: number;
  /** There is more already. */
  more: boolean;
}
