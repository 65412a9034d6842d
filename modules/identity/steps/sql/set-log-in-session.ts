import type { Database } from '../../../../platform/database/database.ts';

/** Ties a log-in to the session that it began at the sign-on provider. */
export async function setLogInSession(
  db: Database,
  logInId: string,
  sessionHash: Buffer,
): Promise<void> {
  await db.query({
    name: 'identity.set-log-in-session',
    text: 'update identity.log_ins set session_hash = $2::bytea where id = $1::uuid',
    values: [logInId, sessionHash],
  });
}
