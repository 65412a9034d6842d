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
  const secret = cookie === undefined ? undefined : parseCookie(cookie)[NAME];
  return secret !== undefined && SECRET.test(secret) ? secret : undefined;
}

/** Gives the browser the secret: out of reach of scripts, sent to this site only. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string) {
  reply.header('set-cookie', cookieOf(request, secret, SESSION_TTL_MS / 1000));
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply) {
  reply.header('set-cookie', cookieOf(request, '', 0));
}

function cookieOf(request: FastifyRequest, value: string, maxAge: number): string {
  return stringifySetCookie({
    name: NAME,
    value,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
    maxAge,
  });
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
