import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers of the API are never a page: nothing may be loaded or framed. The web sets its own. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Two years, as browsers' lists of sites that are always asked over https want it. */
const TRANSPORT_SECURITY = 'max-age=63072000; includeSubDomains';

const HEADERS = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
});

/** Headers of every answer, unless its route has set its own. */
export async function setSecurityHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const isSecure = request.server.publicUrl().startsWith('https:');
  if (isSecure) reply.header('strict-transport-security', TRANSPORT_SECURITY);
  for (const [name, value] of HEADERS) if (!reply.hasHeader(name)) reply.header(name, value);
}
