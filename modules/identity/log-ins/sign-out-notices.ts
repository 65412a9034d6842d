import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'oidc-provider';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { subjectOfGrant } from '../sign-on/capacity.ts';
import { accountOf } from '../sign-on/subject-of.ts';
import { deleteSignOutNotice } from './sql/delete-sign-out-notice.ts';
import { insertSignOutNotices } from './sql/insert-sign-out-notices.ts';
import { type SignOutNotice, takeSignOutNotices } from './sql/take-sign-out-notices.ts';

/** Whose sign-out a client is to be told, and how it calls the session. */
export interface SignOut {
  clientId: string;
  personId: string;
  sid: string;
  /** Of which grant the client had its tokens. */
  grantId: string | undefined;
}

const AT_ONCE_MAX = 20;
const LOOK_AGAIN_MS = 2_000;
const DAY_MS = 86_400_000;
const Sealed = z.object({
  ...{ personId: z.string(), sid: z.string() },
  grantId: z.string().optional(),
});

/**
 * Notes sign-outs that clients are to be told (OpenID Connect Back-Channel Logout 1.0), in the database
 * transaction in which they are signed out: none is forgotten, whoever is away or falls over.
 */
export async function noteSignOuts(
  { db, ids, clock, keys }: Pick<Context, 'db' | 'ids' | 'clock' | 'keys'>,
  signOuts: readonly SignOut[],
): Promise<void> {
  const at = clock.now();
  const notices = signOuts.map(({ clientId, ...whose }) => ({
    ...{ id: ids.next(), clientId, at },
    sealed: keys.encrypt(JSON.stringify(whose)),
  }));
  if (notices.length > 0) await insertSignOutNotices(db, notices);
}

type FindClient = (id: string) => Promise<Client | undefined>;

/** Tells clients what is due. Who does not hear is told again, for a day. */
export async function sendSignOuts(context: Context, findClient: FindClient): Promise<void> {
  for (;;) {
    const by = { now: context.clock.now(), limit: AT_ONCE_MAX };
    const due = await takeSignOutNotices(context.db, by);
    await Promise.all(due.map((notice) => sendOne(context, findClient, notice)));
    if (due.length < AT_ONCE_MAX) return;
  }
}

async function sendOne(context: Context, findClient: FindClient, notice: SignOutNotice) {
  const { id, clientId, sealed, madeAt } = notice;
  const { sid, ...whose } = Sealed.parse(JSON.parse(context.keys.decrypt(sealed)));
  const client = await findClient(clientId);
  try {
    if (client?.backchannelLogoutUri) {
      const { personId, grantId } = whose;
      const subject = await subjectOfGrant(context, { personId, grantId });
      await client.backchannelLogout(accountOf(subject), sid);
    }
    await deleteSignOutNotice(context.db, id);
  } catch (error) {
    const isOver = context.clock.now().getTime() - madeAt.getTime() >= DAY_MS;
    const told = { err: error, client: clientId, isOver };
    context.log.warn(told, 'a client was not told of a sign-out');
    if (isOver) await deleteSignOutNotice(context.db, id);
  }
}

/** Goes on telling clients, until stopped. Any number of servers may. */
export function startSignOuts(context: Context, findClient: FindClient): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async () => {
    while (!signal.aborted) {
      await sendSignOuts(context, findClient).catch((error: unknown) => {
        context.log.error({ err: error }, 'sign-outs could not be told');
      });
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  };
  const ended = loop();
  return async () => {
    stopping.abort();
    await ended;
  };
}
