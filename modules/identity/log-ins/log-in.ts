import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { sidHashOf } from '../begin-session.ts';
import { WEB_CLIENT_ID } from '../sign-on/own-client.ts';
import type { LogInRow } from './sql/select-log-ins.ts';

/** What the provider keeps with a session: for each client how it calls the session, and the grant. */
const KeptSession = z.object({
  accountId: z.string(),
  authorizations: z
    .record(z.string(), z.object({ sid: z.string().optional(), grantId: z.string().optional() }))
    .default({}),
});

export interface Authorization {
  clientId: string;
  sid: string | undefined;
  grantId: string | undefined;
}

/** To which clients a living session signed its person on. */
export function authorizationsOf(
  { keys }: Pick<Context, 'keys'>,
  session: Buffer,
): Authorization[] {
  const { authorizations } = KeptSession.parse(JSON.parse(keys.decrypt(session)));
  return Object.entries(authorizations).map(([clientId, { sid, grantId }]) => ({
    ...{ clientId, sid, grantId },
  }));
}

/** By what the web app's sessions are found that hang on a log-in. */
export function webSidHashOf(
  context: Pick<Context, 'keys'>,
  { session }: Pick<LogInRow, 'session'>,
): Buffer | undefined {
  if (!session) return undefined;
  const own = authorizationsOf(context, session).find(({ clientId }) => clientId === WEB_CLIENT_ID);
  return own?.sid === undefined ? undefined : sidHashOf(context, own.sid);
}
