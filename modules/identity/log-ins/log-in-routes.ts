import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { requireSession } from '../require-session.ts';
import { selectFactorNews } from '../second-factors/sql/select-factor-news.ts';
import { setFactorsTold } from '../second-factors/sql/set-factors-told.ts';
import type { PersonSession } from '../session.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { endAllLogIns, endLogIn } from './end-log-ins.ts';
import { listLogIns } from './list-log-ins.ts';
import { LogInsAnswer } from './log-in-api.ts';
import { setLogInsTold } from './sql/set-log-ins-told.ts';

const tags = ['Sign-on'];
/** Their own, whomever the person acts for at the moment: the session says whose. */
const config = { permission: 'public' } as const;
const response = { 204: z.null() };
const Params = z.strictObject({ id: z.uuid() });

/** From where a person is logged in, and the ways to end that. */
export function logInRoutes(app: HttpApp): void {
  app.get(
    '/login/v1/log-ins',
    {
      config,
      schema: { tags, summary: 'Your last log-ins, and devices', response: { 200: LogInsAnswer } },
    },
    async (request) => {
      const { context, session } = await own(request);
      const logIns = await listLogIns(context, session);
      const { personId, id: sessionId } = session;
      const factors = await selectFactorNews(context.db, { personId, sessionId });
      return { logIns: logIns.map(withText), factors: factors.map(withText) };
    },
  );
  app.post(
    '/login/v1/log-ins/:id/end',
    { config, schema: { tags, summary: 'Sign out of one log-in', params: Params, response } },
    async (request, reply) => {
      requireSameOrigin(request);
      const { context, session } = await own(request);
      await endLogIn(context, session, request.params.id);
      return await reply.code(204).send(null);
    },
  );
  app.post(
    '/login/v1/log-ins/end-all',
    { config, schema: { tags, summary: 'Sign out everywhere, here too', response } },
    async (request, reply) => {
      requireSameOrigin(request);
      const { context, session } = await own(request);
      await endAllLogIns(context, session);
      return await reply.code(204).send(null);
    },
  );
  app.post(
    '/login/v1/log-ins/told',
    { config, schema: { tags, summary: 'Say that you know of what was news', response } },
    async (request, reply) => {
      requireSameOrigin(request);
      const { context, session } = await own(request);
      const now = context.clock.now();
      await setLogInsTold(context.db, session.personId, now);
      await setFactorsTold(context.db, session.personId, now);
      return await reply.code(204).send(null);
    },
  );
}

const withText = <News extends { at: Date }>({ at, ...rest }: News) => ({
  ...{ ...rest, at: at.toISOString() },
});

/** The session of a person who asks, and the context in which they act for themselves. */
async function own(request: FastifyRequest): Promise<{ context: Context; session: PersonSession }> {
  const session = await requireSession(request);
  if (session.kind !== 'person') throw new Refusal('not-allowed');
  const { personId, id: sessionId } = session;
  const actor = { kind: 'recipient', personId, sessionId } as const;
  return { context: { ...request.context, actor }, session };
}
