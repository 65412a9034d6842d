import type { FastifyReply, FastifyRequest } from 'fastify';
import { makeAuditRecord, writeAudit } from '../audit/index.ts';
import type { Actor } from '../context.ts';

const MINUTE_MS = 60_000;
/** So many of one official are noted a minute: whoever is refused without end does not fill the audit. */
const NOTED_MAX = 30;
const OFFICIALS_MAX = 10_000;

/**
 * Makes the note that an official was refused (403, 404): who tries doors leaves a trace in the audit, with
 * the route and the code of the refusal, never with what was asked for.
 */
export function makeRefusalNotes(): (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<void> {
  let minute = 0;
  let counts = new Map<string, number>();
  return async ({ context, refusalCode, routeOptions, log }, { statusCode }) => {
    const officialId = context && officialIdOf(context.actor);
    if (officialId === undefined || refusalCode === undefined) return;
    if (statusCode !== 403 && statusCode !== 404) return;
    const current = Math.floor(context.clock.now().getTime() / MINUTE_MS);
    if (current !== minute || counts.size > OFFICIALS_MAX) counts = new Map();
    minute = current;
    const count = (counts.get(officialId) ?? 0) + 1;
    counts.set(officialId, count);
    if (count > NOTED_MAX) return;
    const content = { route: routeOptions.url ?? '', code: refusalCode };
    const record = makeAuditRecord(context, { act: 'platform.refuse', content });
    await writeAudit(context.db, [record]).catch((error: unknown) =>
      log.error({ err: error }, 'a refusal was not noted'),
    );
  };
}

function officialIdOf(actor: Actor): string | undefined {
  if (actor.kind === 'ids') return actor.cashier?.officialId;
  return actor.kind === 'official' ? actor.officialId : undefined;
}
