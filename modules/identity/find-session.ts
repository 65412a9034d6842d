import type { Context } from '../../platform/context.ts';
import { SESSION_IDLE_MS, type Session } from './session.ts';
import { findSessionByHash } from './sql/find-session-by-hash.ts';
import { setSessionUsed } from './sql/set-session-used.ts';

/** Use is written down no more often than this, so that reading stays cheap. */
const USE_NOTED_MS = 60_000;

/** The living session of a secret, if there is one. Looking for it is a use of it. */
export async function findSession(context: Context, secret: string): Promise<Session | undefined> {
  const hash = context.keys.hash('session', secret);
  const now = context.clock.now();
  const usedSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const found = await findSessionByHash(context.db, hash, { now, usedSince });
  if (!found) return undefined;
  const { usedAt, ...session } = found;
  if (usedAt && now.getTime() - usedAt.getTime() >= USE_NOTED_MS) {
    await setSessionUsed(context.db, session.id, now);
  }
  return session;
}
