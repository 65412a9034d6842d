import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { isSecure } from '../session-cookie.ts';

const NAME = 'sign-in';
const TTL_MS = 20 * 60_000;

/** What the web client must know again when the person comes back from signing on. */
const Flow = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the person wanted to go: a path of the web app. */
  to: z.string(),
  until: z.number(),
});
export type Flow = Omit<z.output<typeof Flow>, 'until'>;

/** Keeps a flow in the browser that began it, encrypted: no server needs to remember it. */
export function keepFlow(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  reply: FastifyReply,
  flow: Flow,
): void {
  const until = clock.now().getTime() + TTL_MS;
  const value = keys.encrypt(JSON.stringify({ ...flow, until })).toString('base64url');
  reply.header('set-cookie', cookieOf(value, TTL_MS / 1_000, isSecure(reply.server)));
}

/** The flow that this browser began, if it is not too long ago. It is forgotten: a flow ends once. */
export function takeFlow(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Flow | undefined {
  const secure = isSecure(reply.server);
  const held = parseCookie(request.headers.cookie ?? '')[nameOf(secure)];
  if (held === undefined) return undefined;
  reply.header('set-cookie', cookieOf('', 0, secure));
  try {
    const { until, ...flow } = Flow.parse(JSON.parse(keys.decrypt(Buffer.from(held, 'base64url'))));
    return until > clock.now().getTime() ? flow : undefined;
  } catch {
    // Not ours, or of another key.
    return undefined;
  }
}

function nameOf(secure: boolean): string {
  return secure ? `__Host-${NAME}` : NAME;
}

/** Lax: the browser must send it when another site, a bank, leads the person back. */
function cookieOf(value: string, maxAge: number, secure: boolean): string {
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge } as const;
  return stringifySetCookie({ name: nameOf(secure), value, ...options });
}
