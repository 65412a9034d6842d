import type { Context } from '../../../platform/context.ts';
import type { Mailbox } from './mailbox.ts';
import { openSource } from './open-source.ts';
import { insertExpired } from './sql/insert-expired.ts';

const PART = 1_000;
const PARTS_MAX = 10;

/** Keeps messages as dead letters that expired while nobody took them: those next in the mailbox. */
export async function findExpired(context: Context, mailbox: Mailbox): Promise<void> {
  if (!mailbox.topic) return;
  const source = await openSource(context, mailbox);
  let after = mailbox.position;
  for (let part = 0; part < PARTS_MAX; part++) {
    const { end, expired } = await source.readPage({ after, end: null, limit: PART });
    await insertExpired(context, mailbox, expired);
    if (end === after) return;
    after = end;
  }
}
