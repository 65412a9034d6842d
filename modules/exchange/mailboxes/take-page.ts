import type { Context } from '../../../platform/context.ts';
import { demandOwner, holdMailbox } from './get-mailbox.ts';
import type { Mailbox, MailboxPage, MailboxSource } from './mailbox.ts';
import { openSource } from './open-source.ts';
import { insertExpired } from './sql/insert-expired.ts';
import { updateMailbox } from './sql/update-mailbox.ts';

/** So many parts of a log are passed over in one call when nothing in them is for the reader. */
const TURNS_MAX = 10;

/**
 * The page that waits in a mailbox. It is the same one, with the same id, until it is acknowledged:
 * an answer that was lost is asked for again, and two readers of one box get the same. What is not
 * for this reader is passed over.
 *
 * For the mailbox's own system alone. Refuses with `mailbox-unknown`, like `openReading`, and with
 * `mailbox-behind`, which tells what to reload, when the next change is no longer kept.
 */
export async function takePage(
  context: Context,
  id: string,
  { limit }: { limit: number },
): Promise<MailboxPage> {
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const mailbox = await holdMailbox(inside, id);
    demandOwner(inside);
    const source = await openSource(inside, mailbox);
    return await nextPage(inside, { mailbox, source, limit });
  });
}

interface Taking {
  mailbox: Mailbox;
  source: MailboxSource;
  limit: number;
}

async function nextPage(context: Context, taking: Taking): Promise<MailboxPage> {
  const { mailbox, source, limit } = taking;
  const { dataSet } = mailbox;
  let { position, page } = mailbox;
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const found = await source.readPage({ after: position, end: page?.end ?? null, limit });
    await insertExpired(context, mailbox, found.expired);
    if (found.entries.length > 0) {
      const id = page?.id ?? context.ids.next();
      if (!page) await found.note();
      await updateMailbox(context.db, { id: mailbox.id, position, page: { id, end: found.end } });
      const more = mailbox.newest > found.end;
      const { entries, end } = found;
      return { page: id, after: position, entries, dataSet, position: end, more };
    }
    page = null;
    if (found.end === position) break;
    position = found.end;
  }
  await updateMailbox(context.db, { id: mailbox.id, position, page: null });
  const more = mailbox.newest > position;
  return { page: null, after: position, entries: [], dataSet, position, more };
}
