import type { IncomingMessage } from 'node:http';
import type { HttpApp } from './http-app.ts';

const REST_TIMEOUT_MS = 10_000;

/** The body of a route that is a `stream`, in pieces. Who stops in the middle leaves the rest to the server. */
export function streamedBody(raw: IncomingMessage): AsyncIterable<Buffer> {
  return raw.iterator({ destroyOnReturn: false });
}

/**
 * Reads and drops what still comes after the answer: a client that sends all of it before it reads would
 * wait for ever for who has stopped reading. One that sends for longer is cut off.
 */
export function readRestsOfStreams(app: HttpApp): void {
  app.addHook('onResponse', async ({ raw, routeOptions }) => {
    if (!routeOptions.config.stream || raw.complete || raw.destroyed) return;
    const timer = setTimeout(() => raw.destroy(), REST_TIMEOUT_MS);
    raw.once('close', () => clearTimeout(timer));
    raw.once('end', () => clearTimeout(timer));
    raw.resume();
  });
}
