import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { selectOldestAlive } from '../messages/sql/select-oldest-alive.ts';
import { auditMailbox } from './audit-mailbox.ts';
import { demandOwner, holdMailbox } from './get-mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { reloadOf } from './reload.ts';
import { updateMailbox } from './sql/update-mailbox.ts';

/**
 * Says that everything up to a position is kept by the reader: the next page begins after it. What was
 * acknowledged before may be acknowledged again, and stays. Refuses with `mailbox-unknown`, and with
 * `mailbox-position-wrong` when so much was not handed out.
 *
 * @returns up to where the mailbox is acknowledged now
 */
export async function acknowledge(context: Context, id: string, position: number): Promise<number> {
  demandOwner(context);
  return await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, id);
    if (position <= mailbox.position) return mailbox.position;
    const newest = mailbox.page?.end ?? mailbox.position;
    if (position > newest) throw new Refusal('mailbox-position-wrong', { newest });
    await updateMailbox(db, { id, position, page: null });
    return position;
  });
}

/**
 * Goes back to a position, so that everything after it comes again. Refuses with `mailbox-unknown`,
 * and with `mailbox-position-wrong` when it is ahead of what was acknowledged, or no longer kept.
 */
export async function goBack(context: Context, id: string, position: number): Promise<void> {
  demandOwner(context);
  await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, id);
    const { keptAfter: oldest, position: newest } = mailbox;
    if (position < oldest || position > newest) {
      throw new Refusal('mailbox-position-wrong', { oldest, newest });
    }
    await updateMailbox(db, { id, position, page: null });
    await auditMailbox({ ...context, db }, 'go-back', mailbox, { position });
  });
}

export interface Restarted {
  /** From here on the mailbox tells what changes. */
  position: number;
  /** Where all records are taken from first; none for a topic, whose messages come again. */
  records: string | null;
}

/**
 * Begins anew. With a data set the mailbox now stands at the newest change: the reader takes all
 * records, each at least as new as that, puts them in the place of all that it has, and goes on with
 * the mailbox. With a topic all messages that have not expired come again.
 */
export async function restartMailbox(context: Context, id: string): Promise<Restarted> {
  demandOwner(context);
  return await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, id);
    const position = await beginningOf({ ...context, db }, mailbox);
    await updateMailbox(db, { id, position, page: null });
    await auditMailbox({ ...context, db }, 'restart-mailbox', mailbox, { position });
    return { position, records: reloadOf(mailbox).records ?? null };
  });
}

async function beginningOf(context: Context, { topic, newest }: Mailbox): Promise<number> {
  if (!topic) return newest;
  return await selectOldestAlive(context.db, topic.topicId, context.clock.now());
}
