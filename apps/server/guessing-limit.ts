import type { FastifyRequest } from 'fastify';
import type { RefusalLimit } from '../../platform/http/limit-refusals.ts';

/**
 * Guessing numbers of cards and one-time codes: at one terminal a few are misread in a minute, never
 * so many. Counted for each terminal, so that one broken reader stops no other.
 */
export const GUESSING_LIMIT: RefusalLimit = {
  code: 'means-not-recognised',
  keyOf: terminalOf,
  refusalsMax: 20,
  windowMs: 60_000,
};

/** Trying out who has which personal code, by asking to give mandates, or codes at a desk. */
export const HOLDER_LIMIT: RefusalLimit = {
  code: 'mandate-holder-unknown',
  keyOf: ({ context: { actor }, routeOptions: { url = '' } }) => {
    if (!/^\/(recipient|organisation|official)\/v1\/(mandates|desk-codes)/.test(url))
      return undefined;
    if (actor.kind === 'official') return actor.officialId;
    return actor.kind === 'recipient' || actor.kind === 'representative'
      ? actor.personId
      : undefined;
  },
  refusalsMax: 10,
  windowMs: 3_600_000,
};

function terminalOf({ context, body }: FastifyRequest): string | undefined {
  if (context.actor.kind !== 'ids' || typeof body !== 'object' || body === null) return undefined;
  const { terminal } = body as { terminal?: unknown };
  return typeof terminal === 'string' ? `${context.actor.idsId} ${terminal}` : undefined;
}
