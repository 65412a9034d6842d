import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock/clock.ts';
import { Refusal } from '../errors/refusal.ts';
import type { HttpApp } from './http-app.ts';

/** How often somebody may be refused with one code before they must wait: slows guessing. */
export interface RefusalLimit {
  /** The code that counts. */
  code: string;
  /** Whom a request counts for; none when the limit does not concern it. */
  keyOf(request: FastifyRequest): string | undefined;
  /** Refusals of one key in a window; everything of that key is refused until the window ends. */
  refusalsMax: number;
  windowMs: number;
}

interface Window {
  refusals: number;
  endsAt: number;
}

/** Beyond so many keys with a recent refusal the oldest are forgotten. */
const KEYS_MAX = 10_000;

/** Counts in this server's memory: with several servers each allows as many. */
export function limitRefusals(app: HttpApp, limit: RefusalLimit, clock: Clock): void {
  const windows = new Map<string, Window>();
  const currentOf = (key: string): Window | undefined => {
    const window = windows.get(key);
    return window && window.endsAt > clock.now().getTime() ? window : undefined;
  };
  app.addHook('preHandler', (request, _reply, done) => {
    const key = windows.size > 0 ? limit.keyOf(request) : undefined;
    const window = key === undefined ? undefined : currentOf(key);
    if (!window || window.refusals < limit.refusalsMax) return done();
    const retryAfterMs = window.endsAt - clock.now().getTime();
    done(new Refusal('too-many-requests', {}, { retryAfterMs }));
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const key = request.refusalCode === limit.code ? limit.keyOf(request) : undefined;
    if (key !== undefined) {
      const window = currentOf(key) ?? {
        refusals: 0,
        endsAt: clock.now().getTime() + limit.windowMs,
      };
      window.refusals += 1;
      // Moved to the end: the first key of the map is the one that was refused longest ago.
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.size > KEYS_MAX ? windows.keys().next().value : undefined;
      if (oldest !== undefined) windows.delete(oldest);
    }
    done();
  });
}
