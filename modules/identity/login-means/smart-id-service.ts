import { z } from 'zod';

export interface SmartIdService {
  url: string;
  relyingPartyUUID: string;
  relyingPartyName: string;
}

/** Of a session, what counts; other fields are ignored, as the issuer asks. */
const Session = z.object({
  state: z.enum(['RUNNING', 'COMPLETE']),
  result: z.object({ endResult: z.string() }).optional(),
  signature: z.object({ value: z.string(), algorithm: z.string() }).optional(),
  cert: z.object({ value: z.string(), certificateLevel: z.string() }).optional(),
});
export type SmartIdSession = z.output<typeof Session>;
const Created = z.object({ sessionID: z.string().regex(/^[0-9A-Za-z-]{1,64}$/) });

const TIMEOUT_MS = 10_000;
/** How long the service may hold an answer back, so that who confirms late need not ask again. */
const POLL_MS = 5_000;

/** Asks the person's telephone to sign a hash, and says how; gives the id of the session. */
export async function askForSession(
  { url, relyingPartyUUID, relyingPartyName }: SmartIdService,
  { identifier, hash, interactions }: { identifier: string; hash: string; interactions: object[] },
): Promise<string | 'refused' | 'unreachable'> {
  const answer = await ask(`${url}/authentication/etsi/${identifier}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ relyingPartyUUID, relyingPartyName, certificateLevel: 'QUALIFIED' },
      ...{ hash, hashType: 'SHA512' },
      allowedInteractionsOrder: interactions,
    }),
  });
  if (!answer || answer.status >= 500) return 'unreachable';
  const created = answer.ok ? Created.safeParse(await answer.json()).data : undefined;
  return created?.sessionID ?? 'refused';
}

/** What became of a session. One that the service no longer knows has timed out. */
export async function readSessionOf(
  { url }: SmartIdService,
  sessionId: string,
): Promise<SmartIdSession | 'unreachable'> {
  const answer = await ask(`${url}/session/${sessionId}?timeoutMs=${POLL_MS}`);
  if (answer?.status === 404) return { state: 'COMPLETE', result: { endResult: 'TIMEOUT' } };
  if (!answer?.ok) return 'unreachable';
  return Session.safeParse(await answer.json()).data ?? 'unreachable';
}

async function ask(url: string, options: RequestInit = {}): Promise<Response | undefined> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return await fetch(url, { ...options, redirect: 'error', signal }).catch(() => undefined);
}
