import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSecure } from '../session-cookie.ts';

const SECRET = /^[A-Za-z0-9_-]{43}$/;
const SECRET_BYTES = 32;
const KEPT_S = 400 * 86_400;

/** A secret by which the browser is known again; given to it when it has none. It opens nothing. */
export function deviceSecretOf(request: FastifyRequest, reply: FastifyReply): string {
  const secure = isSecure(reply.server);
  const name = secure ? '__Host-device' : 'device';
  const { cookie } = request.headers;
  const held = cookie === undefined ? undefined : parseCookie(cookie)[name];
  if (held !== undefined && SECRET.test(held)) return held;
  const value = randomBytes(SECRET_BYTES).toString('base64url');
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: KEPT_S } as const;
  reply.header('set-cookie', stringifySetCookie({ name, value, ...options }));
  return value;
}

const BROWSERS: readonly [sign: RegExp, name: string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [sign: RegExp, name: string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const TEXT_MAX = 500;

/** A device as people call it, by what its browser says of itself: nothing that tells two apart. */
export function deviceNameOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, TEXT_MAX);
  const nameIn = (known: readonly [RegExp, string][]) =>
    known.find(([sign]) => sign.test(text))?.[1];
  return [nameIn(BROWSERS), nameIn(SYSTEMS)].filter((name) => name !== undefined).join(', ') || '?';
}
