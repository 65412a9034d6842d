import { jwtVerify } from 'jose';
import { z } from 'zod';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { sidHashOf } from '../begin-session.ts';
import { WEB_CLIENT_ID } from '../sign-on/own-client.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { endSessionsOfSid } from '../sql/end-sessions-of-sid.ts';
import { readKeys, type WebClient } from './web-sign-in.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** OpenID Connect Back-Channel Logout 1.0, 2.4: a token of that kind and no other. */
const SignOutClaims = z.object({
  sid: z.string(),
  events: z.object({ [EVENT]: z.object({}) }),
  nonce: z.undefined().optional(),
});

/** Ends the sessions of a log-in, because the provider says that the person signed out of it. */
export async function endByProvider(
  context: Context,
  client: WebClient,
  token: string,
): Promise<void> {
  const checks = {
    issuer: client.publicUrl + SIGN_ON_PATH,
    audience: WEB_CLIENT_ID,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'jti'],
  };
  const keys = await readKeys(client);
  const claims = await jwtVerify(token, keys, checks).then(
    ({ payload }) => SignOutClaims.safeParse(payload).data,
    () => undefined,
  );
  if (!claims) throw new Refusal('sign-in-broken');
  const sidHash = sidHashOf(context, claims.sid);
  await context.db.transaction(async (db) => {
    const ended = await endSessionsOfSid(db, sidHash, context.clock.now());
    const records = ended.map(({ id, personId }) =>
      makeAuditRecord(context, {
        act: 'identity.end-session',
        subjectPersonId: personId,
        content: { sessionId: id },
      }),
    );
    await writeAudit(db, records);
  });
}
