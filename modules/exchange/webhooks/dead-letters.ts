import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { auditMailbox } from '../mailboxes/audit-mailbox.ts';
import { findExpired } from '../mailboxes/find-expired.ts';
import { demandOwner, getMailbox, holdMailbox } from '../mailboxes/get-mailbox.ts';
import type { MailboxPage } from '../mailboxes/mailbox.ts';
import { openSource } from '../mailboxes/open-source.ts';
import type { DeadLetter } from './dead-letter.ts';
import { selectDeadLetters } from './sql/select-dead-letters.ts';
import { selectWebhook } from './sql/select-webhook.ts';
import { settleDeadLetter } from './sql/settle-dead-letter.ts';
import { updateReplay } from './sql/update-replay.ts';

/** What a mailbox did not get, in the order in which it died. Refuses with `mailbox-unknown`. */
export async function listDeadLetters(
  context: Context,
  mailboxId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<DeadLetter[]> {
  const mailbox = await getMailbox(context, mailboxId);
  await findExpired(context, mailbox);
  return await selectDeadLetters(context.db, { mailboxId, id: null, after, limit });
}

/** A dead letter with what its reader may see of it now. For the mailbox's own system. */
export async function readDeadLetter(
  context: Context,
  mailboxId: string,
  id: string,
): Promise<MailboxPage> {
  demandOwner(context);
  return await context.db.transaction(async (db) => {
    const letter = await getDeadLetter({ ...context, db }, mailboxId, id);
    return await deadLetterPage({ ...context, db }, letter);
  });
}

/**
 * Pushes a dead letter to the webhook again, before anything that is new. Refuses with
 * `mailbox-unknown`, `dead-letter-unknown` and `webhook-unknown`.
 */
export async function replayDeadLetter(
  context: Context,
  mailboxId: string,
  id: string,
): Promise<void> {
  await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, mailboxId);
    await getDeadLetter({ ...context, db }, mailboxId, id);
    if (!(await selectWebhook(db, mailboxId))) throw new Refusal('webhook-unknown');
    await updateReplay(db, { mailboxId, id, replayFrom: context.clock.now() });
    await auditMailbox({ ...context, db }, 'replay-dead-letter', mailbox, { deadLetter: id });
  });
}

/** Gives a dead letter up. Refuses with `mailbox-unknown` and `dead-letter-unknown`. */
export async function dropDeadLetter(
  context: Context,
  mailboxId: string,
  id: string,
): Promise<void> {
  await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, mailboxId);
    await getDeadLetter({ ...context, db }, mailboxId, id);
    await settleDeadLetter(db, { mailboxId, id, now: context.clock.now() });
    await auditMailbox({ ...context, db }, 'drop-dead-letter', mailbox, { deadLetter: id });
  });
}

/** The page that a dead letter is, cut to what its reader may see now, expired messages too. */
export async function deadLetterPage(context: Context, letter: DeadLetter): Promise<MailboxPage> {
  const mailbox = await getMailbox(context, letter.mailboxId);
  const source = await openSource(context, mailbox);
  const { after, end } = letter;
  const found = await source.readPage({ after, end, limit: end - after, isDead: true });
  await found.note();
  const { entries } = found;
  const { dataSet } = mailbox;
  return { page: letter.id, after, entries, dataSet, position: end, more: false };
}

async function getDeadLetter(context: Context, mailboxId: string, id: string): Promise<DeadLetter> {
  await getMailbox(context, mailboxId);
  const [found] = await selectDeadLetters(context.db, { mailboxId, id, after: null, limit: 1 });
  if (!found) throw new Refusal('dead-letter-unknown');
  return found;
}
