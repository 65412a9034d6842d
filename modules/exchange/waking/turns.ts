/** Hands out work to the servers: each piece to one of them. */
export interface Turns {
  /**
   * Calls when a mailbox that has a webhook has something new, on one server of all. What `serve` says
   * no to, or does not get done, is handed out again.
   */
  start(serve: (mailboxId: string) => Promise<boolean>): { stop(): Promise<void> };
}
