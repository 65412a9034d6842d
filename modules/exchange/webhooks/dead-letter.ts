/** A part of what a mailbox follows that it did not get: positions, never bodies. */
export interface DeadLetter {
  id: string;
  mailboxId: string;
  after: number;
  end: number;
  /** Its receiver refused it for a day, or the message expired before it was taken. */
  reason: 'refused' | 'expired';
  diedAt: Date;
  /** Is to be pushed again. */
  isWaiting: boolean;
}
