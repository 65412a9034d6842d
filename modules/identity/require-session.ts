import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors/refusal.ts';
import { findSession } from './find-session.ts';
import type { Session } from './session.ts';
import { readSessionSecret } from './session-cookie.ts';

/** The living session of a request's cookie, if there is one. */
export async function findRequestSession(request: FastifyRequest): Promise<Session | undefined> {
  const secret = readSessionSecret(request);
  return secret === undefined ? undefined : await findSession(request.context, secret);
}

/** The living session of a request's cookie. Refuses `session-ended` when there is none. */
export async function requireSession(request: FastifyRequest): Promise<Session> {
  const session = await findRequestSession(request);
  if (!session) throw new Refusal('session-ended');
  return session;
}
