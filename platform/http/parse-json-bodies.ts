import { isUtf8 } from 'node:buffer';
import { Refusal } from '../errors/refusal.ts';
import type { HttpApp } from './http-app.ts';

/**
 * Reads bodies of JSON, which is UTF-8 (RFC 8259): bytes of another encoding are refused. Decoded as they
 * come, they would become a sign of replacement, and be kept as if somebody had written it.
 */
export function parseJsonBodies(app: HttpApp): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (isUtf8(bytes)) void parse(request, bytes.toString('utf8'), done);
    else done(new Refusal('malformed-text'));
  });
}
