import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors/refusal.ts';
import { SESSION_TTL_MS } from './session.ts';

const NAME = 'koplieta_session';
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The secret of the session in a request's cookie, if it has the form of one. */
export function readSessionSecret(request: FastifyRequest): string | undefined {
  const { cookie } = request.headers;
  const secret =
    cookie === undefined ? undefined : parseCookie(cookie)[nameOf(isSecure(request.server))];
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

/** Gives the browser the secret: out of reach of scripts, sent to this site only. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  reply.header('set-cookie', cookieOf(secret, SESSION_TTL_MS / 1000, isSecure(reply.server)));
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.header('set-cookie', cookieOf('', 0, isSecure(reply.server)));
}

/** Whether people reach the platform over https: its cookies are then sent over nothing else. */
export function isSecure(app: { publicUrl(): string }): boolean {
  return app.publicUrl().startsWith('https:');
}

/** Over https no other host of the domain can set a cookie of that name. */
function nameOf(secure: boolean): string {
  return secure ? `__Host-${NAME}` : NAME;
}

function cookieOf(value: string, maxAge: number, secure: boolean): string {
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/', maxAge } as const;
  return stringifySetCookie({ name: nameOf(secure), value, ...options });
}

/**
 * Refuses a changing call that another site's page made the browser send. A browser states where a
 * call comes from, in `Sec-Fetch-Site` or in `Origin`; a call that states neither comes from none.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const same =
    site === undefined
      ? origin !== undefined && hostOf(origin) === request.host
      : site === 'same-origin';
  if (!same) throw new Refusal('cross-site-request');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
