import type { Context } from '../../../platform/context.ts';
import { bellFor, type FollowedName, type Waking } from '../waking/waking.ts';
import { getMailbox } from './get-mailbox.ts';
import type { Mailbox, MailboxPage } from './mailbox.ts';
import { takePage } from './take-page.ts';

/** A ring may be lost with a connection: so often everybody looks all the same. */
const LOOK_AGAIN_MS = 2_000;

/**
 * Like `takePage`, and when nothing waits in the mailbox stays until something comes, `waitMs` at most,
 * or until the reader is gone.
 */
export async function awaitPage(
  context: Context,
  waking: Waking,
  { id, limit, waitMs, gone }: { id: string; limit: number; waitMs: number; gone: AbortSignal },
): Promise<MailboxPage> {
  if (waitMs === 0) return await takePage(context, id, { limit });
  const over = AbortSignal.any([gone, AbortSignal.timeout(waitMs)]);
  const bell = bellFor(waking, followedName(await getMailbox(context, id)));
  try {
    for (;;) {
      const page = await takePage(context, id, { limit });
      if (page.entries.length > 0 || over.aborted) return page;
      if (!page.more) await bell.wait(LOOK_AGAIN_MS, over);
    }
  } finally {
    bell.close();
  }
}

function followedName({ dataSet, topic }: Mailbox): FollowedName {
  return dataSet ? `v${dataSet.versionId}` : `t${topic?.topicId ?? 0}`;
}
