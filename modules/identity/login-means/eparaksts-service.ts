import { z } from 'zod';
import type { LoginRefusal } from './login-refusals.ts';

export interface EparakstsService {
  url: string;
  clientId: string;
  clientSecret: string;
}

const TIMEOUT_MS = 10_000;
const Token = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
});
/** Of the person, what counts. Which means was used is in `amr`; `acr` alone tells a scanned card apart. */
const Person = z.object({
  serial_number: z.string(),
  acr: z.enum([
    'urn:eparaksts:authentication:flow:mobileid',
    'urn:safelayer:tws:policies:authentication:level:high',
  ]),
  amr: z.array(z.string()).refine((all) => all.some((one) => one.endsWith(':methods:mobileid'))),
});

/**
 * Whom a code of the service stands for. It comes from the service itself, to which we prove ourselves, so
 * no token that the browser carried is believed; a code counts once, for our client and address alone.
 */
export async function findProven(
  { url, clientId, clientSecret }: EparakstsService,
  { code, backUrl }: { code: string; backUrl: string },
): Promise<{ personalCode: string } | { refused: LoginRefusal }> {
  const token = await ask(`${url}/trustedx-authserver/oauth/lvrtc-eipsign-as/token`, {
    method: 'POST',
    headers: { authorization: basic(clientId, clientSecret) },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: backUrl }),
  });
  if (token === 'unreachable') return { refused: 'unreachable' };
  const given = Token.safeParse(token).data;
  if (!given) return { refused: 'not-proven' };
  const answer = await ask(`${url}/trustedx-resources/openid/v1/users/me`, {
    headers: { authorization: `Bearer ${given.access_token}` },
  });
  if (answer === 'unreachable') return { refused: 'unreachable' };
  const serialNumber = Person.safeParse(answer).data?.serial_number;
  const personalCode = /^PNOLV-(\d{6}-\d{5})$/.exec(serialNumber ?? '')?.[1];
  return personalCode === undefined ? { refused: 'not-proven' } : { personalCode };
}

/** RFC 6749, 2.3.1: both are form-encoded first. */
function basic(id: string, secret: string): string {
  const text = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

async function ask(url: string, options: RequestInit): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(url, { ...options, redirect: 'error', signal }).catch(() => undefined);
  if (!answer || answer.status >= 500) return 'unreachable';
  return answer.ok ? await answer.json().catch(() => undefined) : undefined;
}
