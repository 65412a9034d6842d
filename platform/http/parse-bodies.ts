import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors/refusal.ts';
import type { HttpApp } from './http-app.ts';

/**
 * Reads bodies of JSON (RFC 8259) and of plain text: UTF-8, and not compressed. What is not is refused;
 * decoded as it came, it would become signs of replacement, and be kept as if somebody had written them.
 */
export function parseBodies(app: HttpApp): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { text, refusal } = textOf(request, body as Buffer);
    if (text === undefined) done(refusal);
    else void parseJson(request, text, done);
  });
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (request, body, done) => {
    const { text, refusal } = textOf(request, body as Buffer);
    if (text === undefined) done(refusal);
    else done(null, text);
  });
}

type Decoded = { text: string; refusal?: never } | { text?: never; refusal: Refusal };

function textOf({ headers }: FastifyRequest, body: Buffer): Decoded {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { refusal: new Refusal('body-compressed') };
  return isUtf8(body)
    ? { text: body.toString('utf8') }
    : { refusal: new Refusal('malformed-text') };
}
