import type { Context } from '../../platform/context.ts';
import type { Session } from './session.ts';
import { findSessionByHash } from './sql/find-session-by-hash.ts';

/** The living session of a secret, if there is one. */
export function findSession(context: Context, secret: string): Promise<Session | undefined> {
  const hash = context.keys.hash('session', secret);
  return findSessionByHash(context.db, hash, context.clock.now());
}
