import type { WebhookState } from '../mailboxes/mailbox.ts';

/** An address to which the server itself reads a mailbox. */
export interface Webhook {
  mailboxId: string;
  url: string;
  state: WebhookState;
  /** Why it was stopped: `unreachable`, `gone`, or the code with which reading was refused. */
  reason: string | null;
  /** Of the page in hand; none when the last one was taken. */
  attempts: number;
  failingSince: Date | null;
  /** The next attempt is not before. */
  dueAt: Date;
}

/** A webhook that this server alone sends to, until the lease ends. */
export interface LeasedWebhook {
  mailboxId: string;
  lease: string;
  systemId: string;
  organisationId: string;
  url: string;
  secret: Buffer;
  previousSecret: Buffer | null;
  previousUntil: Date | null;
  attempts: number;
  failingSince: Date | null;
  isSlow: boolean;
}
