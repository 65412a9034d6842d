import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { SIGN_ON_PATH } from './sign-on-path.ts';
import type { SignOnProvider } from './sign-on-provider.ts';

const GET_PATHS = [
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/jwks',
  '/authorise',
  '/authorise/:uid',
  '/code',
  '/code/:uid',
  '/person',
  '/sign-out',
  '/sign-out/success',
];
const POST_PATHS = [
  '/authorise',
  '/code',
  '/device',
  '/request',
  '/token',
  '/revoke',
  '/introspect',
  '/person',
  '/sign-out',
  '/sign-out/confirm',
];

/** The provider's own addresses. It reads bodies and writes answers itself, as the protocol says. */
export function signOnRoutes(app: HttpApp, provider: SignOnProvider): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const options = { config: { permission: 'public' }, schema: { hide: true } } as const;
  const answer = (request: FastifyRequest, reply: FastifyReply) => pass(provider, request, reply);
  for (const path of GET_PATHS) app.get(SIGN_ON_PATH + path, options, answer);
  for (const path of POST_PATHS) app.post(SIGN_ON_PATH + path, options, answer);
}

async function pass(
  provider: SignOnProvider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const current = await provider();
  prepareForProvider(request.raw, current.provider.issuer);
  request.raw.headers['x-forwarded-for'] = request.ip;
  for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
  reply.raw.setHeader('x-request-id', request.id);
  reply.hijack();
  await current.answer(request.raw, reply.raw);
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * The provider writes addresses by what it takes for its own: that is the issuer's, whatever a request
 * says. It stands below a path, and is told the address without it.
 */
export function prepareForProvider(raw: IncomingMessage, issuer: string): void {
  const { protocol, host } = new URL(issuer);
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  raw.headers['x-forwarded-host'] = host;
  raw.headers.host = host;
  const url = raw.url ?? '/';
  if (!url.startsWith(SIGN_ON_PATH)) return;
  Object.assign(raw, { originalUrl: url, url: url.slice(SIGN_ON_PATH.length) });
}
