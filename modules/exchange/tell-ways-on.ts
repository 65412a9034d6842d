import type { FastifyReply } from 'fastify';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Remembered } from '../../platform/remembered.ts';
import type { AnnouncedEnd } from './data-sets/announced-end.ts';
import { selectAnnouncedEnd } from './data-sets/sql/select-announced-end.ts';
import { VersionName } from './version.ts';

/** Addresses that name a version, and what they begin with. */
const NAMES_VERSION = /^(\/exchange\/v1\/(?:data-sets|odata))\/:code\/:version/;
const REMEMBERED_MAX = 10_000;
/** Ends of what others read are announced a month ahead: they may be told of a minute late. */
const REMEMBERED_MS = 60_000;

/**
 * Tells in heads where it goes on, whatever call of these routes is answered: with a version whose end is
 * announced to its successor, and with what is no longer kept (410, `records`) to all records.
 */
export function tellWaysOn(app: HttpApp): void {
  const ends = new Remembered<{ end: AnnouncedEnd | null }>(REMEMBERED_MAX);
  app.addHook('preHandler', async ({ context, params, routeOptions }, reply) => {
    const root = NAMES_VERSION.exec(routeOptions.url ?? '')?.[1];
    const name = root === undefined ? undefined : VersionName.safeParse(params).data;
    if (!name) return;
    const key = `${name.code}@${name.version}`;
    const nowMs = context.clock.now().getTime();
    let known = ends.get(key, nowMs);
    if (!known) {
      known = { end: await selectAnnouncedEnd(context.db, name) };
      ends.set(key, known, nowMs + REMEMBERED_MS);
    }
    tellEnd(reply, { ...name, end: known.end }, root);
  });
  app.addHook('onError', async (_request, reply, error: Error) => {
    if (!(error instanceof Refusal)) return;
    const { records } = error.details;
    if (typeof records === 'string') reply.header('location', records);
  });
}

/** That a version ends: since when it is known (RFC 9745), when (RFC 8594), and what comes after it. */
export function tellEnd(
  reply: FastifyReply,
  { code, end }: VersionName & { end: AnnouncedEnd | null },
  root = '/exchange/v1/data-sets',
): void {
  if (!end) return;
  reply.header('deprecation', `@${Math.floor(end.announcedAt.getTime() / 1_000)}`);
  reply.header('sunset', end.endsAt.toUTCString());
  if (end.successor === null) return;
  const address = `${root}/${encodeURIComponent(code)}/${end.successor}`;
  reply.header('link', `<${address}>; rel="successor-version"`);
}
